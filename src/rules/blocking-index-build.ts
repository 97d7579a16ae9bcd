import { bySize, burdenOf, type Burden } from '../evidence/burden.ts';
import { headOf } from '../evidence/head.ts';
import { howOutside } from '../evidence/outside-transaction.ts';
import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { unblockedBuild } from '../evidence/unblocked-build.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

type CreateIndex = OperationOf<'create-index'>;

export default defineRule({
  id: 'blocking-index-build',
  severity: 'warning',
  summary: 'CREATE INDEX without CONCURRENTLY keeps every write to the table waiting until it is built.',
  why: `CREATE INDEX takes SHARE on the table and holds it until the index is built, and to the end of the transaction: INSERT, UPDATE and DELETE wait, SELECT goes on. A million
rows take seconds, a large table minutes or hours.

CREATE INDEX CONCURRENTLY takes SHARE UPDATE EXCLUSIVE, which blocks neither. It reads the table twice, waits for transactions that are open, and cannot run in a transaction:
neither between BEGIN and COMMIT, nor in one that the runner opens, nor beside other statements in one message. When it fails, a deadlock or a duplicate key being the usual reasons, it leaves an
INVALID index behind, which IF NOT EXISTS would take for the index: so DROP INDEX CONCURRENTLY IF EXISTS comes first.

A partitioned table takes no CONCURRENTLY (\`0A000\`), and CREATE INDEX on it locks all its partitions. CREATE INDEX … ON ONLY makes an index of the parent alone, which is invalid; when each
partition has its own, built CONCURRENTLY and attached, it is valid.

Nothing is said of a table that this script or another pending one has made, of a temporary one, of an empty one, and of one that the configuration calls small.`,
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY', 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  on: {
    'create-index'(operation, context) {
      const burden = operation.concurrently ? undefined : burdenOf(operation, context);
      // Nobody writes to a materialized view.
      return burden && !context.before.view(operation.table) ? report(operation, burden, context) : undefined;
    },
  },
});

function report(operation: CreateIndex, { tables }: Burden, context: Context): Report {
  const { table, index, within } = operation;
  const isPartitioned = context.before.table(table)?.partitionBy !== undefined;
  const written = index === undefined ? 'CREATE INDEX' : `CREATE INDEX ${quoteIdentifier(index)}`;
  const whose = isPartitioned ? `every partition of ${quoteName(table)}` : quoteName(table);
  return {
    at: headOf(operation, context),
    message: `${written} keeps writes to ${whose} waiting until the index is built.${within ? '' : howOutside(context)}`,
    ...bySize([table, ...tables], context),
    instead: unblockedBuild(operation, context),
  };
}
