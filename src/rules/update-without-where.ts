import { defineRule } from '../judge/rule.ts';
import { isUnderHeldLock } from '../evidence/held-work.ts';
import { everyRow } from '../evidence/whole-table.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'update-without-where',
  severity: 'warning',
  summary: 'An UPDATE writes every row of a table that is in use.',
  why: `Each row is locked until the transaction ends: every other UPDATE and DELETE of the table waits, and whoever waits holds other locks meanwhile. Each row is written anew, with an entry in
every index unless none of the indexed columns changes and the page has room; the old versions stay until vacuum. All of it goes through the write-ahead log at once, and replicas fall behind.

Rows that have the value already are written all the same: a condition on what is there (\`WHERE state IS NULL\`) writes fewer of them and may run again. On a large table: batches by key,
each in a transaction of its own.

Conditions that are always true count as none: \`WHERE true\`, \`1 = 1\`, \`a = a\`, and IS NOT NULL on a NOT NULL column. Nothing is said of tables that the configuration calls small.`,
  references: ['https://www.postgresql.org/docs/current/sql-update.html', 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS'],
  on: {
    update(operation, context) {
      const { table } = operation;
      if (operation.within?.loop || !context.inUse(table) || context.size(table) === 'small') return undefined;
      if (operation.within && !context.before.table(table)) return undefined;
      const why = everyRow(operation, context);
      if (why === undefined || isUnderHeldLock(operation, context)) return undefined;
      const condition = why === 'always true' ? 'a WHERE that is always true' : 'no WHERE';
      return { message: `UPDATE with ${condition} writes every row of ${quoteName(table)}, and locks them until the transaction ends.` };
    },
  },
});
