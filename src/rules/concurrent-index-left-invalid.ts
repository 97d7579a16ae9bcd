import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'concurrent-index-left-invalid',
  severity: 'warning',
  summary: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS takes an INVALID index for the real one.',
  why: `A build CONCURRENTLY that fails, for a duplicate, a deadlock or a timeout, leaves its index behind, INVALID: no query uses it, a unique one does not keep all duplicates out, and every write keeps it
up. IF NOT EXISTS looks at the name alone: the second run says \`relation already exists, skipping\`, and the migration counts as done.

So: DROP INDEX CONCURRENTLY IF EXISTS first, as a statement of its own. Where the runner leaves no room for one (it sends the file as one message), leave IF NOT EXISTS out: an error on the
second run is the right answer. Which indexes are INVALID says \`SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid\`.`,
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  on: { 'create-index': judge },
});

function judge(operation: OperationOf<'create-index'>, context: Context): Report | undefined {
  const { concurrently, ifNotExists, index, table } = operation;
  // In a transaction it cannot run at all, which another rule says.
  if (!concurrently || !ifNotExists || index === undefined || context.transaction.kind !== 'none' || !context.inUse(table)) return undefined;
  const name = { schema: table.schema, name: index };
  if (context.earlierOf('drop-index').some(({ operation: drop }) => isSame(drop.index, name))) return undefined;
  const { send } = context.script.execution;
  const bare = `${context.sql.replace(/\bif\s+not\s+exists\s+/i, '')};`;
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${quoteName(name)};`;
  return {
    message: `A build of ${quoteIdentifier(index)} that failed leaves an INVALID index, and IF NOT EXISTS takes it for the real one.`,
    instead: operation.within ? [] : send === 'one message' ? [{ script: 'this', transaction: false, sql: bare }] : [{ script: 'this', transaction: false, sql: drop }, { script: 'this', transaction: false, sql: bare }],
  };
}
