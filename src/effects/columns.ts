import type { ColumnDefinition, OperationOf } from '../operations/operation.ts';
import { key } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';
import { lockAltered } from './alter-table.ts';
import { fillsEveryRow, hasConstrainedType, isVolatile } from './defaults.ts';
import { addForeignKey, dropConstraintEffects } from './constraints.ts';
import { dropViews } from './views.ts';
import { changeType } from './type-change.ts';

export const columnEffects = {
  'add-column': addColumn,
  'drop-column': dropColumn,
  'alter-column-type': (operation: OperationOf<'alter-column-type'>, collected: Collected): void => {
    lockAltered(operation, collected);
    changeType(operation, collected);
  },
  'set-not-null': setNotNull,
  'set-expression': (operation: OperationOf<'set-expression'>, collected: Collected): void => {
    lockAltered(operation, collected);
    if (collected.before.column(operation.table, operation.column)?.generated === 'virtual') return;
    for (const { name } of collected.family(operation.table)) collected.rewrite(name);
  },
  'drop-identity': (operation: OperationOf<'drop-identity'>, collected: Collected): void => {
    lockAltered(operation, collected);
    dropOwnedSequences(operation, collected);
  },
};

function addColumn(operation: OperationOf<'add-column'>, collected: Collected): void {
  lockAltered(operation, collected);
  const { table, column } = operation;
  if (operation.ifNotExists && collected.before.column(table, column.name)) return;
  const tables = [...collected.family(table)].map(({ name }) => name);
  const all = tables.length > 0 ? tables : [table];
  if (rewritesFor(column, collected)) for (const each of all) collected.rewrite(each);
  const isEmpty = !fillsEveryRow(column);
  // Without a value for the rows that are there it fails, unless there are none.
  if (column.notNull && isEmpty) for (const each of all) collected.scan(each, 'not null');
  for (const constraint of column.constraints) {
    if (constraint.type === 'check' && constraint.enforced && !constraint.notValid) for (const each of all) collected.scan(each, 'check');
    if (constraint.type === 'primary key' || constraint.type === 'unique') for (const each of all) collected.build(each);
    if (constraint.type === 'foreign key') addForeignKey(table, constraint, collected, !isEmpty);
  }
}

/** Whether every row that is there needs a value of its own, or one that a domain's conditions must pass. */
function rewritesFor(column: ColumnDefinition, collected: Collected): boolean {
  if (column.generated) return column.generated.stored;
  if (column.serial !== undefined || column.identity !== undefined) return true;
  return hasConstrainedType(column.type, collected.before) || isVolatile(column.default, collected);
}

function dropColumn(operation: OperationOf<'drop-column'>, collected: Collected): void {
  lockAltered(operation, collected);
  const { table, column, cascade } = operation;
  for (const each of collected.family(table)) {
    for (const { name, reads } of each.indexes.values()) {
      if (reads.includes(column)) collected.lock({ schema: each.name.schema, name }, 'ACCESS EXCLUSIVE', 'index');
    }
    for (const constraint of each.constraints.values()) {
      if (constraint.columns.includes(column)) dropConstraintEffects(each, constraint, cascade, collected);
    }
  }
  dropOwnedSequences(operation, collected);
  if (cascade) dropViews(table, collected, column);
}

/** The sequence of a serial or identity column. */
function dropOwnedSequences({ table, column }: OperationOf<'drop-column' | 'drop-identity'>, collected: Collected): void {
  const { before } = collected;
  for (const at of before.owned.get(key(table)) ?? []) {
    const sequence = before.sequences.get(at);
    if (sequence?.ownedBy?.column === column) collected.lock(sequence.name, 'ACCESS EXCLUSIVE', 'sequence');
  }
}

function setNotNull(operation: OperationOf<'set-not-null'>, collected: Collected): void {
  lockAltered(operation, collected);
  const { table, column } = operation;
  const tables = [...collected.family(table)];
  if (tables.length === 0) collected.scan(table, 'not null');
  for (const each of tables) {
    if (each.columns.get(column)?.notNull) continue;
    const proof = Array.from(each.constraints.values()).some(({ type, validated, provesNotNull }) => type === 'check' && validated && provesNotNull.includes(column));
    if (!proof || collected.isBefore(12)) collected.scan(each.name, 'not null');
  }
}
