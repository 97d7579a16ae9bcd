import { defineRule, type OperationOf } from '../judge/rule.ts';
import { nameOf } from '../evidence/transaction-words.ts';

export default defineRule({
  id: 'setting-outlives-script',
  severity: 'warning',
  summary: 'A SET stays in force for the migrations behind this one.',
  why: `The runner keeps its session from one file to the next, and SET holds until the session ends, COMMIT or not. The next migration then finds its tables through another \`search_path\`, creates
them as another role, or runs with foreign keys switched off; it does so only where both are pending at once, so never on the machine of whoever wrote it the day after. Behind a connection pooler
even the application may get the session.

SET LOCAL holds until the end of the transaction; where there is none, RESET at the end of the script.

Said of \`search_path\`, \`role\`, \`session_authorization\`, \`session_replication_role\`, \`row_security\`, \`check_function_bodies\` and \`default_transaction_read_only\`.`,
  references: ['https://www.postgresql.org/docs/current/sql-set.html', 'https://www.postgresql.org/docs/current/sql-reset.html'],
  on: {
    set(operation, context) {
      const { setting, values, local, within } = operation;
      const { script, set, statement } = context;
      if (local || within || values.length === 0 || !lasting.has(setting) || script.execution.session !== 'kept' || restores.has(set.runner)) return undefined;
      if (values.length === 1 && harmless.has(`${setting}=${values[0] ?? ''}`.toLowerCase())) return undefined;
      return {
        message: `${nameOf(set.runner)} keeps its session: ${setting} stays as it is set here for the migrations behind this one.`,
        once: setting,
        unless: ({ earlierOf }) =>
          earlierOf('set').some((later) => later.statement.span.start > statement.span.start && endsIt(later.operation, setting)) ||
          earlierOf('other').some((later) => later.operation.command === 'discard' && later.statement.span.start > statement.span.start) ||
          earlierOf('transaction').some((later) => later.operation.action === 'rollback' && later.statement.span.start > statement.span.start),
      };
    },
  },
});

const lasting: ReadonlySet<string> = new Set(['search_path', 'role', 'session_authorization', 'session_replication_role', 'row_security', 'check_function_bodies', 'default_transaction_read_only']);

/** Flyway puts the schema and the role back after each migration. */
const restores: ReadonlySet<string> = new Set(['flyway']);

/** As every session begins. */
const harmless: ReadonlySet<string> = new Set(['search_path=public', 'role=none', 'session_replication_role=origin', 'session_replication_role=default', 'row_security=on', 'check_function_bodies=true', 'check_function_bodies=on', 'default_transaction_read_only=off']);

function endsIt({ setting, values, local }: OperationOf<'set'>, of: string): boolean {
  return !local && ((setting === 'all' && values.length === 0) || (setting === of && (values.length === 0 || values.join() !== '')));
}
