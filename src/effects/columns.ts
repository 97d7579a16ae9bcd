import type { ColumnDefinition, OperationOf } from '../operations/operation.ts';
import { lockAltered } from './alter-table.ts';
import type { Collected } from './collected.ts';
import { addForeignKey, dropConstraintEffects, proveNotNull } from './constraints.ts';
import { fillsEveryRow, hasConstrainedType, isVolatile, typeDefault } from './defaults.ts';
import { changeType } from './type-change.ts';
import { dropViews } from './views.ts';

export const columnEffects = {
  'add-column': addColumn,
  'drop-column': dropColumn,
  'alter-column-type': (operation: OperationOf<'alter-column-type'>, collected: Collected): void => {
    if (lockAltered(operation, collected)) changeType(operation, collected);
  },
  'set-not-null': (operation: OperationOf<'set-not-null'>, collected: Collected): void => {
    if (lockAltered(operation, collected)) proveNotNull(operation, operation.column, collected);
  },
  'set-expression': (operation: OperationOf<'set-expression'>, collected: Collected): void => {
    if (!lockAltered(operation, collected)) return;
    if (collected.before.column(operation.table, operation.column)?.generated === 'virtual') return;
    for (const { name } of collected.family(operation.table)) collected.rewrite(name);
  },
  'drop-identity': (operation: OperationOf<'drop-identity'>, collected: Collected): void => {
    if (lockAltered(operation, collected)) collected.lockOwned(operation.table, 'ACCESS EXCLUSIVE', operation.column);
  },
};

function addColumn(operation: OperationOf<'add-column'>, collected: Collected): void {
  if (!lockAltered(operation, collected)) return;
  const { table, column } = operation;
  if (operation.ifNotExists && collected.before.column(table, column.name)) return;
  const isRewritten = rewritesFor(column, collected);
  const isEmpty = !fillsEveryRow(column, collected.before);
  // Without a value for the rows that are there it fails, unless there are none; a virtual one is worked out for each.
  const isChecked = column.notNull && (isEmpty || column.generated?.stored === false);
  // Most columns are nothing more than an entry in the system catalog.
  if (!isRewritten && !isChecked && column.constraints.length === 0) return;
  const known = collected.family(table).map(({ name }) => name);
  const all = known.length > 0 ? known : [table];
  if (isRewritten) for (const each of all) collected.rewrite(each);
  if (isChecked) for (const each of all) collected.scan(each, 'not null');
  for (const constraint of column.constraints) {
    if (constraint.type === 'check' && constraint.enforced && !constraint.notValid) for (const each of all) collected.scan(each, 'check');
    if (constraint.type === 'primary key' || constraint.type === 'unique') {
      collected.build(table);
      for (const { name } of collected.partitions(table)) collected.build(name);
    }
    if (constraint.type === 'foreign key') addForeignKey(operation, constraint, collected, !isEmpty && constraint.enforced);
  }
}

/** Whether every row that is there needs a value of its own, or one that a domain's conditions must pass. */
function rewritesFor(column: ColumnDefinition, collected: Collected): boolean {
  if (column.generated) return column.generated.stored;
  if (column.serial !== undefined || column.identity !== undefined || hasConstrainedType(column.type, collected.before)) return true;
  // Until 10 every default was written into every row.
  if (collected.isBefore(11) && fillsEveryRow(column, collected.before)) return true;
  if (column.default) return isVolatile(column.default, collected);
  // Source: measured; the default of a domain is looked at since 13.
  return collected.isSince(13) && isVolatile(typeDefault(column.type, collected.before), collected);
}

function dropColumn(operation: OperationOf<'drop-column'>, collected: Collected): void {
  if (!lockAltered(operation, collected)) return;
  const { table, column, cascade, only } = operation;
  // With ONLY the children keep the column, as one of their own.
  collected.lockBelow(table, 'ACCESS EXCLUSIVE');
  for (const each of only ? [collected.before.table(table)] : collected.family(table)) {
    for (const { name, reads } of each?.indexes.values() ?? []) {
      if (each && reads.includes(column)) collected.lock({ schema: each.name.schema, name }, 'ACCESS EXCLUSIVE', 'index');
    }
    for (const constraint of each?.constraints.values() ?? []) {
      if (each && constraint.columns.includes(column)) dropConstraintEffects(each, constraint, cascade, collected);
    }
  }
  collected.lockOwned(table, 'ACCESS EXCLUSIVE', column);
  if (cascade) dropViews(table, collected, column);
}
