import type { OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, type Table } from '../schema/catalog.ts';
import { isAlike } from '../schema/partitions.ts';
import { lockAltered } from './alter-table.ts';
import type { Collected } from './collected.ts';
import { lockReferenced } from './constraints.ts';

export const partitionEffects = {
  'attach-partition': attach,
  'detach-partition': detach,
  inherit: (operation: OperationOf<'inherit'>, collected: Collected): void => {
    if (lockAltered(operation, collected)) collected.lock(operation.parent, operation.remove ? 'ACCESS SHARE' : 'SHARE UPDATE EXCLUSIVE', 'parent');
  },
};

/** A partition more: it gets the parent's indexes and foreign keys, and rows of the default partition may belong to it. */
function newPartition(parent: QualifiedName, partition: QualifiedName, collected: Collected): void {
  const known = collected.before.table(parent);
  // Source: measured; until 11 only the partition's own index was locked.
  if (!collected.isBefore(12)) for (const { name } of collected.indexesOf(parent)) collected.lock({ schema: parent.schema, name }, 'SHARE UPDATE EXCLUSIVE', 'index');
  for (const child of collected.partitions(parent)) {
    if (!child.isDefault || key(child.name) === key(partition) || !child.partitionOf || key(child.partitionOf) !== key(parent)) continue;
    collected.lock(child.name, 'ACCESS EXCLUSIVE', 'default partition');
    checkBound(child, known, collected);
  }
}

/** A table is read for rows outside of its bound, unless its CHECK constraints keep them out. */
function checkBound(table: Table | undefined, parent: Table | undefined, collected: Collected): void {
  if (!table) return;
  const keys = parent?.partitionBy?.columns ?? [];
  const isChecked = Array.from(table.constraints.values()).some(({ type, validated, columns }) => type === 'check' && validated && columns.some((column) => keys.includes(column)));
  if (isChecked) {
    collected.depends(`${table.name.name} is read from end to end unless its CHECK constraints imply the partition’s bound.`);
    return;
  }
  collected.scan(table.name, 'partition bound');
  for (const { name } of collected.partitions(table.name)) collected.scan(name, 'partition bound');
}

function attach(operation: OperationOf<'attach-partition'>, collected: Collected): void {
  if (!lockAltered(operation, collected)) return;
  const { before } = collected;
  const [parent, table] = [before.table(operation.table), before.table(operation.partition)];
  collected.lock(operation.partition, 'ACCESS EXCLUSIVE', 'partition');
  collected.lockBelow(operation.partition, 'ACCESS EXCLUSIVE');
  if (table) checkBound(table, parent, collected);
  else collected.scan(operation.partition, 'partition bound');
  newPartition(operation.table, operation.partition, collected);
  for (const wanted of parent?.indexes.values() ?? []) {
    if (!Array.from(table?.indexes.values() ?? []).some((own) => isAlike(own, wanted))) collected.build(operation.partition);
  }
  inheritForeignKeys(parent, operation.partition, 'ROW SHARE', collected);
}

/** The partition gets the parent's foreign keys, and its rows are checked. */
function inheritForeignKeys(parent: Table | undefined, partition: QualifiedName, until11: 'ROW SHARE' | 'ACCESS SHARE', collected: Collected): void {
  for (const { references } of parent?.constraints.values() ?? []) {
    if (!references) continue;
    lockReferenced(references.table, collected.isBefore(12) ? until11 : 'SHARE ROW EXCLUSIVE', collected);
    if (until11 === 'ACCESS SHARE') continue;
    collected.scan(partition, 'foreign key');
    collected.scan(references.table, 'foreign key');
  }
}

/** CREATE TABLE … PARTITION OF. */
export function createPartition(parent: QualifiedName, partition: QualifiedName, collected: Collected): void {
  collected.lock(parent, 'ACCESS EXCLUSIVE', 'parent');
  newPartition(parent, partition, collected);
  inheritForeignKeys(collected.before.table(parent), partition, 'ACCESS SHARE', collected);
}

function detach({ table, partition, concurrently, finalize }: OperationOf<'detach-partition'>, collected: Collected): void {
  collected.lock(table, concurrently || finalize ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE', 'target');
  collected.lock(partition, collected.isBefore(14) ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE', 'partition');
  const known = collected.before.table(partition);
  for (const { name, partitionOf } of collected.indexesOf(partition)) if (partitionOf) collected.lock({ schema: partition.schema, name }, 'ACCESS EXCLUSIVE', 'index');
  for (const { references } of known?.constraints.values() ?? []) if (references) lockReferenced(references.table, 'SHARE ROW EXCLUSIVE', collected);
  for (const { name, isDefault } of collected.partitions(table)) if (isDefault && key(name) !== key(partition)) collected.lock(name, 'ACCESS EXCLUSIVE', 'default partition');
}
