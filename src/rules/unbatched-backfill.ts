import { isUnderHeldLock } from '../evidence/held-work.ts';
import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { everyRow, isUnbounded } from '../evidence/whole-table.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'unbatched-backfill',
  severity: 'warning',
  convention: 'in part',
  summary: 'One statement writes what may be most of a table.',
  why: `A condition such as \`WHERE x IS NULL\` on a new column, or a join with another table, picks nothing: the statement reads the whole table and writes what may be every row of it. The rows
stay locked until the transaction ends, and their old versions stay until vacuum.

On a small table that is the right way to do it. On a large one: batches by key (a loop over \`WHERE id IN (SELECT … LIMIT 1000)\`, or ranges of the key), each in a transaction
of its own, so that others get their turn and vacuum can follow.

Said of tables that the configuration calls large (\`tables\`), and of all but those it calls small where it asks for this rule. Where the same transaction holds a lock that keeps others waiting meanwhile, work-under-held-lock says so.`,
  references: ['https://www.postgresql.org/docs/current/sql-update.html', 'https://www.postgresql.org/docs/current/routine-vacuuming.html'],
  on: { update: ofLarge, delete: ofLarge },
  // On a table of nobody knows what size it is the usual way, and mostly the right one.
  onRequest: { update: ofOthers, delete: ofOthers },
});

type Write = OperationOf<'update' | 'delete'>;

function ofLarge(operation: Write, context: Context): Report | undefined {
  return context.size(operation.table) === 'large' ? judge(operation, context) : undefined;
}

function ofOthers(operation: Write, context: Context): Report | undefined {
  const report = context.size(operation.table) === undefined ? judge(operation, context) : undefined;
  return report && { ...report, severity: 'info', convention: true };
}

function judge(operation: Write, context: Context): Report | undefined {
  const { table } = operation;
  if (!context.inUse(table) || everyRow(operation, context) !== undefined || !isUnbounded(operation, context) || isUnderHeldLock(operation, context)) return undefined;
  const verb = operation.kind === 'update' ? 'writes' : 'deletes';
  return {
    message: `One ${operation.kind.toUpperCase()} ${verb} what may be most rows of ${quoteName(table)}: on a large table go in batches, each in a transaction of its own.`,
  };
}
