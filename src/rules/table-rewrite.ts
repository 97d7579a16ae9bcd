import { bySize, burdenOf, waiting, worstBurden } from '../evidence/burden.ts';
import { headOf } from '../evidence/head.ts';
import { defineRule, type Context, type Operation, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'table-rewrite',
  severity: 'warning',
  summary: 'VACUUM FULL, CLUSTER, SET UNLOGGED, SET TABLESPACE and their like write a table anew while nobody can read or write it.',
  why: `VACUUM FULL, CLUSTER, ALTER TABLE … SET LOGGED, SET UNLOGGED, SET ACCESS METHOD and ALTER COLUMN … SET EXPRESSION write the table into a new file and build all its indexes again, under ACCESS
EXCLUSIVE: reads and writes wait for as long as that takes, and the disk holds the table twice. SET TABLESPACE copies the table's files as they are, under the same lock; the indexes stay where they were.

What VACUUM FULL and CLUSTER are wanted for, pg_repack and pg_squeeze do while the table is in use; plain VACUUM makes the room free for new rows and blocks nothing. For the others: a new table, filled in batches and kept
equal by triggers, and a swap of names; or an hour in which nobody needs this one.

SET UNLOGGED has a second side: after a crash the table is empty, and a replica never has its rows.`,
  references: ['https://www.postgresql.org/docs/current/sql-vacuum.html', 'https://www.postgresql.org/docs/current/sql-cluster.html', 'https://www.postgresql.org/docs/current/sql-altertable.html'],
  on: {
    'set-expression': (operation, context) => altered(operation, 'SET EXPRESSION', context),
    'alter-table'(operation, context) {
      const words = actions.get(operation.action);
      return words === undefined ? undefined : altered(operation, words, context);
    },
    other(operation, context) {
      const isFull = operation.command === 'vacuum' && operation.options.includes('full');
      if (!isFull && operation.command !== 'cluster') return undefined;
      const words = isFull ? 'VACUUM FULL' : 'CLUSTER';
      // In a transaction it fails at once, which another rule says.
      if (context.transaction.kind !== 'none' && (isFull || !operation.table)) return undefined;
      if (!operation.table) return { message: `${words} without a table writes ${isFull ? 'every table of the database' : 'every table that was clustered before'} anew, one after the other: its reads and writes wait meanwhile.`, at: headOf(operation, context) };
      const burden = burdenOf(operation, context);
      return burden && { message: `${words} writes ${quoteName(operation.table)} anew: ${waiting(burden)} wait meanwhile.`, at: headOf(operation, context), ...bySize(burden.tables, context) };
    },
  },
});

const actions: ReadonlyMap<string, string> = new Map([
  ['set logged', 'SET LOGGED'],
  ['set unlogged', 'SET UNLOGGED'],
  ['set tablespace', 'SET TABLESPACE'],
  ['set access method', 'SET ACCESS METHOD'],
]);

function altered(operation: OperationOf<'set-expression' | 'alter-table'> & Operation, words: string, context: Context): Report | undefined {
  const burden = worstBurden(operation, context);
  if (burden?.work !== 'rewrite') return undefined;
  return { message: `${words} writes ${quoteName(operation.table)} anew: ${waiting(burden)} wait meanwhile.`, ...bySize(burden.tables, context) };
}
