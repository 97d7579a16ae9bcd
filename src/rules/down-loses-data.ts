import { saysThatItCannot } from '../evidence/refusals.ts';
import { defineRule, type DownContext, type FileReport, type Operation, type QualifiedName } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'down-loses-data',
  severity: 'warning',
  convention: 'in part',
  summary: 'A rollback deletes rows: more than its up brought, or what has been written since.',
  why: `A down runs when something went wrong, days after the up at times, on tables that people have been writing to since.

A down that empties a table which was there before its up, or drops it and makes it anew, deletes rows that the up never brought: it takes back more than was done. An INSERT in the up is
undone by a DELETE with the same condition, not by one without any.

Dropping what the up has made is what a down is for. That the rows and values written since go with it is said as information where the rule is asked for.`,
  references: ['https://www.postgresql.org/docs/current/sql-delete.html', 'https://www.postgresql.org/docs/current/sql-truncate.html'],
  down(context) {
    if (!isJudged(context)) return undefined;
    let reports: FileReport[] | undefined;
    for (const { operation, statement } of context.downOperations) {
      const message = deletedBy(operation, context);
      if (message !== undefined) (reports ??= []).push({ message, place: { file: statement.file, span: statement.span } });
    }
    return reports;
  },
  downOnRequest(context) {
    if (!isJudged(context)) return undefined;
    const lost = writtenSince(context);
    if (lost.length === 0) return undefined;
    return { message: `With this down goes what has been written since its up: ${lost.join(', ')}.`, place: context.down.heading, severity: 'info', convention: true };
  },
});

/** What the down does is known, and it is not there to say that nothing can undo its up. */
function isJudged({ fails, unread, down, downOperations }: DownContext): boolean {
  return !fails && unread === undefined && !saysThatItCannot(down, downOperations);
}

/** What rows of older tables an operation of the down deletes, as a sentence. */
function deletedBy(operation: Operation, context: DownContext): string | undefined {
  switch (operation.kind) {
    case 'truncate':
      return isOlder(operation.table, context) ? `This down empties ${quoteName(operation.table)}, which was there before its up: rows go that the up never brought.` : undefined;
    case 'delete':
      if (operation.where || operation.from || !isOlder(operation.table, context) || isFilledFromNothing(operation.table, context)) return undefined;
      return `This down deletes every row of ${quoteName(operation.table)}, which was there before its up: more than the up brought.`;
    case 'drop-table':
      if (!isOlder(operation.table, context) || isOfUp(operation.table, context) || !context.afterUp.table(operation.table) || !context.afterDown.table(operation.table) || isCarriedOver(operation.table, context)) return undefined;
      return `This down drops ${quoteName(operation.table)}, which was there before its up, and makes it anew without its rows.`;
    default:
      return undefined;
  }
}

/** The table was there before the up; what the history does not show is not certain. */
function isOlder(table: QualifiedName, { before }: DownContext): boolean {
  const known = before.table(table);
  return known !== undefined && !known.temporary;
}

/** The down copies its rows: a table that is built anew keeps them. */
function isCarriedOver(table: QualifiedName, { downOperations }: DownContext): boolean {
  return downOperations.some(({ operation }) => {
    const from = operation.kind === 'insert' ? operation.from : operation.kind === 'create-table' ? operation.as : undefined;
    return from?.relations.some(({ name, schema }) => name === table.name && schema === table.schema) === true;
  });
}

/** The up has made a table of that name, whatever became of the older one. */
function isOfUp(table: QualifiedName, { afterUp, upOrdinal }: DownContext): boolean {
  return afterUp.table(table)?.declared.script === upOrdinal;
}

/** The up emptied it, or is what filled it first. */
function isFilledFromNothing(table: QualifiedName, { upOperations }: DownContext): boolean {
  return upOperations.some(({ operation }) => (operation.kind === 'truncate' || (operation.kind === 'delete' && !operation.where)) && operation.table.name === table.name && operation.table.schema === table.schema);
}

function writtenSince({ before, afterUp, afterDown, downOperations }: DownContext): readonly string[] {
  const lost: string[] = [];
  for (const { operation } of downOperations) {
    if (operation.kind === 'drop-table') {
      if (afterUp.table(operation.table) && !before.table(operation.table) && !afterDown.table(operation.table)) lost.push(`the rows of ${quoteName(operation.table)}`);
    } else if (operation.kind === 'drop-column') {
      const { table, column } = operation;
      if (before.table(table) && afterUp.column(table, column) && !before.column(table, column) && !afterDown.column(table, column)) lost.push(`the values of ${quoteName(table)}.${quoteIdentifier(column)}`);
    }
  }
  return lost;
}
