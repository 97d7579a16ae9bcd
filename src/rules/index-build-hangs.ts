import { defineRule, type Context, type Operation, type Report } from '../judge/rule.ts';
import { nameOf } from '../evidence/transaction-words.ts';
import { restrictionOf } from '../postgres/transaction-blocks.ts';

export default defineRule({
  id: 'index-build-hangs',
  severity: 'error',
  downs: true,
  summary: 'An index that is built CONCURRENTLY waits for the lock that the runner itself holds, for ever.',
  why: `CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY wait at their end for every transaction whose snapshot is older. Flyway keeps other Flyways away with
an advisory lock that it takes in a transaction, in a second session, and holds that transaction open while the migration runs. The driver (pgjdbc) leaves
its snapshot open too. So the build waits for Flyway, and Flyway waits for the build: nothing ends it but a timeout or a hand, and an INVALID index is
left behind.

With \`flyway.postgresql.transactional.lock=false\` Flyway takes a lock of the session, without a transaction, and the build comes to its end. The setting is
looked for in flyway.conf, flyway.toml, Spring Boot's application files and the build's, from the migrations' folder up to the repository's root; what a program in Java sets is not seen. DROP INDEX
CONCURRENTLY does not hang: it waits only for those that use the table.`,
  references: [
    'https://github.com/flyway/flyway/issues/3497',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ],
  on: { 'create-index': judge, other: judge },
});

function judge(operation: Operation, context: Context): Report | undefined {
  const { script, transaction, before, set } = context;
  // In a transaction PostgreSQL refuses it at once.
  if (script.execution.heldLock === undefined || transaction.kind !== 'none') return undefined;
  const restriction = restrictionOf(operation);
  if (restriction?.concurrently !== true) return undefined;
  if (operation.kind === 'create-index' && (isThere(operation, context) || before.table(operation.table)?.partitionBy)) return undefined;
  // What stands behind the first is never reached.
  if (context.earlierOf('create-index').some(({ operation: { concurrently } }) => concurrently)) return undefined;
  return {
    message: `${restriction.command} waits for ever: ${nameOf(set.runner)} holds its lock in a transaction of its own while the script runs. Set flyway.postgresql.transactional.lock=false.`,
  };
}

/** IF NOT EXISTS finds the index and builds nothing. */
function isThere({ index, ifNotExists, table }: Extract<Operation, { kind: 'create-index' }>, { before }: Context): boolean {
  return ifNotExists && index !== undefined && before.indexes.has(`${table.schema}\n${index}`);
}
