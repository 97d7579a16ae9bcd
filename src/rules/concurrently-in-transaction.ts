import { defineRule, type Context, type Operation, type Report } from '../judge/rule.ts';
import { outOf, whyInTransaction } from '../evidence/transaction-words.ts';
import { restrictionOf } from '../postgres/transaction-blocks.ts';

export default defineRule({
  id: 'concurrently-in-transaction',
  severity: 'error',
  downs: true,
  summary: 'CONCURRENTLY cannot run in a transaction: PostgreSQL answers 25001.',
  why: `CREATE INDEX CONCURRENTLY, DROP INDEX CONCURRENTLY, REINDEX CONCURRENTLY and DETACH PARTITION … CONCURRENTLY commit in the middle
of their work. PostgreSQL refuses them (\`25001 … cannot run inside a transaction block\`) wherever a transaction is open:

- between BEGIN and COMMIT;
- in a transaction that the runner opens around the script, unless the runner is told otherwise;
- in a message of several statements: PostgreSQL makes those one transaction even without BEGIN, from the first statement on and also after a COMMIT
  in the same message. golang-migrate sends a file as one message, so such a statement has to be alone in its file;
- in a DO block or a function.

REFRESH MATERIALIZED VIEW CONCURRENTLY is no such command: it runs in a transaction. So is DETACH PARTITION … FINALIZE.

An index that is built or dropped CONCURRENTLY takes SHARE UPDATE EXCLUSIVE on the table, which blocks neither reads nor writes, and waits: for
transactions that write the table (DROP and REINDEX also for those that read it), and a build at its end for every transaction of the database whose
snapshot is older. A build that fails leaves an INVALID index behind.`,
  references: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT',
  ],
  on: { 'create-index': judge, 'drop-index': judge, 'detach-partition': judge, other: judge },
});

function judge(operation: Operation, context: Context): Report | undefined {
  const { transaction, settings } = context;
  if (transaction.kind === 'none') return undefined;
  const restriction = restrictionOf(operation, settings.postgres);
  if (!restriction?.concurrently || isLaterOfSeveral(operation)) return undefined;
  return {
    message: `${restriction.command} cannot run ${whyInTransaction(context)}.`,
    at: wordIn(operation, context),
    ...(transaction.kind === 'begin' ? { related: [{ place: transaction.begin, message: 'the transaction begins here' }] } : {}),
    instead: outOf(operation, context),
  };
}

/** DROP INDEX CONCURRENTLY a, b is one statement and one cause. */
function isLaterOfSeveral({ mark }: Operation): boolean {
  return mark.part === 'command' && mark.index > 0;
}

/** The word itself, and before it what is passed over: comments, names in quotes, texts. */
const word = /--.*|\/\*[^]*?\*\/|"[^"]*"|'[^']*'|\b(concurrently)\b/gi;

function wordIn(operation: Operation, context: Context): NonNullable<Report['at']> {
  const { start } = operation.within ? context.span(operation.mark) : context.statement.span;
  const text = operation.within ? context.text(operation.mark) : context.sql;
  const found = Array.from(text.matchAll(word)).find(([, itself]) => itself !== undefined);
  return found ? { start: start + found.index, end: start + found.index + found[0].length } : operation.mark;
}
