import { defineRule } from '../judge/rule.ts';
import { nameOf } from '../evidence/transaction-words.ts';

export default defineRule({
  id: 'unclosed-transaction',
  severity: 'error',
  downs: true,
  summary: 'A BEGIN without a COMMIT: what follows is undone when the session ends.',
  why: `A transaction that is open when its session ends is rolled back, without an error: psql exits with 0. Where the runner keeps the session, its own entry for the migration, and the migrations
behind this one, run inside the open transaction and go with it, or commit it at a moment that nobody chose; until then every lock in it is held.

Said where the script opens the transaction itself, not where the runner has one around it.`,
  references: ['https://www.postgresql.org/docs/current/sql-begin.html', 'https://www.postgresql.org/docs/current/sql-commit.html'],
  on: {
    transaction({ action, within }, context) {
      const { script: { execution, file, span }, transaction, statement, set } = context;
      if (action !== 'begin' || within || execution.wrap !== 'none' || execution.losesBegin || transaction.kind === 'begin') return undefined;
      // A COMMIT in a statement that cannot be read is one all the same.
      if (context.statements.at(-1) === statement && /^\s*(?:commit|rollback)\s*;/im.test(file.text.slice(statement.span.end, span.end))) return undefined;
      return {
        message: `Nothing commits what begins here: it is ${execution.session === 'fresh' ? 'undone when the session ends' : `left open when ${nameOf(set.runner)} goes on`}.`,
        unless: ({ earlierOf }) => earlierOf('transaction').some((later) => later.statement.span.start > statement.span.start && ends.has(later.operation.action)),
      };
    },
  },
});

const ends: ReadonlySet<string> = new Set(['commit', 'rollback', 'prepare']);
