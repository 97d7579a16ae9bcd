import { acknowledgement, isAcknowledged } from '../evidence/irreversible.ts';
import { wordsOf } from '../judge/options.ts';
import { defineRule, type Operation, type QualifiedName, type WholeScript } from '../judge/rule.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'irreversible-up',
  severity: 'warning',
  convention: true,
  options: {
    acknowledged: { kind: 'words', about: 'Versions or files of migrations of which it is known that nothing can undo them: for those that were applied without saying so.', default: [] },
  },
  summary: 'The up destroys what no down can bring back, and does not say that it knows.',
  why: `A down can make a table or column anew, and it is empty. Rows that were deleted, values that were overwritten and columns that were dropped come back from a backup only; and PostgreSQL
has no command that takes a value from an enum.

Whoever writes such an up says so: \`-- pgmiglint-irreversible -- reason\`, anywhere in it. Then it needs no down either (\`missing-down\`). For a migration whose file must not
change any more the configuration can say it: \`"acknowledged": ["000012"]\`, here and for \`missing-down\`.

What is dangerous about each of these statements other rules say, and without being asked: \`dropped-table\`, \`unchecked-drop-column\`, \`truncated-table\`, \`narrowing-type-change\`. This
one is for teams that want every rollback to be possible, or known to be impossible. Tables and columns that the script itself has made do not count.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertype.html', 'https://www.postgresql.org/docs/current/continuous-archiving.html'],
  script(context) {
    if (context.script.direction === 'down' || isAcknowledged(context.migration, wordsOf(context.options, 'acknowledged'))) return undefined;
    const losses = [...new Set(context.operations.flatMap(({ operation }, index) => lossOf(operation, index, context)))];
    const said = acknowledgement(context.script);
    if (losses.length === 0 || said?.reason !== undefined) return undefined;
    if (said) return { message: 'This says that nothing can undo the up, and gives no reason: `-- pgmiglint-irreversible -- reason`.', at: said.span };
    return { message: `No down can bring back ${losses.join(', ')}. Where that is meant, say it: \`-- pgmiglint-irreversible -- reason\`.` };
  },
});

function lossOf(operation: Operation, index: number, context: WholeScript): readonly string[] {
  switch (operation.kind) {
    case 'drop-table':
      return isOld(operation.table, index, context) ? [`the rows of ${quoteName(operation.table)}`] : [];
    case 'truncate':
    case 'delete':
      return isOld(operation.table, index, context) ? [`the rows deleted from ${quoteName(operation.table)}`] : [];
    case 'drop-column':
      return isOld(operation.table, index, context) && !isAdded(operation.table, operation.column, index, context) ? [`the values of ${quoteName(operation.table)}.${quoteIdentifier(operation.column)}`] : [];
    case 'update':
      if (!isOld(operation.table, index, context)) return [];
      return operation.set.flatMap(({ column }) => (isAdded(operation.table, column, index, context) ? [] : [`the old values of ${quoteName(operation.table)}.${quoteIdentifier(column)}`]));
    case 'add-enum-value':
      return [`${quoteName(operation.type)} without ${quoteLiteral(operation.value)}`];
    default:
      return [];
  }
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.name === b.name && a.schema === b.schema;
}

/** Neither made by this script so far, nor temporary, nor made by another migration that is pending. */
function isOld(table: QualifiedName, index: number, { operations, inUse }: WholeScript): boolean {
  return inUse(table) && !operations.slice(0, index).some(({ operation }) => operation.kind === 'create-table' && isSame(operation.table, table));
}

function isAdded(table: QualifiedName, column: string, index: number, { operations }: WholeScript): boolean {
  return operations.slice(0, index).some(({ operation }) => operation.kind === 'add-column' && operation.column.name === column && isSame(operation.table, table));
}
