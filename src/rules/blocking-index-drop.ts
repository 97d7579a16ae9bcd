import { givesUp, isAlteredToo, isHeldAlready } from '../evidence/altered-too.ts';
import { key } from '../judge/existence.ts';
import { headOf } from '../evidence/head.ts';
import { howOutside, outside } from '../evidence/outside-transaction.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'blocking-index-drop',
  severity: 'info',
  summary: 'DROP INDEX without CONCURRENTLY takes ACCESS EXCLUSIVE on the table, and waits for every query on it.',
  why: `DROP INDEX takes ACCESS EXCLUSIVE on the index and on its table. Dropping takes a moment, however large the index is; getting the lock may take longer: it waits for every query that runs on the table, and
every read and write that comes after waits behind it. In a transaction the lock stays until its end.

DROP INDEX CONCURRENTLY takes SHARE UPDATE EXCLUSIVE, which blocks neither reads nor writes. It cannot run in a transaction, drops one index at a time and takes no CASCADE. When it is broken off, the index stays behind,
invalid: the same command drops it.

A warning on a table that the configuration calls large, because long queries run there. Said once for each table in a script. Nothing is said where the script has set a \`lock_timeout\`, and where it alters the table anyway, which takes the same lock; nor of
the index of a partitioned table, which takes no CONCURRENTLY.`,
  references: ['https://www.postgresql.org/docs/current/sql-dropindex.html', 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  on: {
    'drop-index'(operation, context) {
      const { index, concurrently, ifExists, cascade, within } = operation;
      if (concurrently) return undefined;
      const table = context.before.indexes.get(key(index));
      if (!table) {
        if (!ifExists) context.unknown('whose index a DROP INDEX takes away');
        return undefined;
      }
      if (!context.inUse(table) || context.size(table) === 'small' || context.before.table(table)?.partitionBy) return undefined;
      if (givesUp(context) || isHeldAlready(table, context)) return undefined;
      return {
        message: `DROP INDEX ${quoteIdentifier(index.name)} waits for every query on ${quoteName(table)}, and its reads and writes wait behind it.${within || cascade ? '' : howOutside(context)}`,
        at: headOf(operation, context),
        ...(context.size(table) === 'large' ? { severity: 'warning' as const } : {}),
        unless: (end) => !end.after.isRelation(table.schema, table.name) || isAlteredToo(table, end),
        once: key(table),
        instead: within || cascade ? [] : outside(context, [{ sql: `DROP INDEX CONCURRENTLY IF EXISTS ${quoteName(index)};` }]),
      };
    },
  },
});
