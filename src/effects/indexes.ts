import type { OperationOf } from '../operations/operation.ts';
import { key } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';

export const indexEffects = {
  'create-index': createIndex,
  'drop-index': dropIndex,
  'attach-index': attachIndex,
};

function createIndex({ table, index, concurrently, ifNotExists, only }: OperationOf<'create-index'>, collected: Collected): void {
  const mode = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
  collected.lock(table, mode, 'target');
  if (ifNotExists && index !== undefined && collected.before.isRelation(table.schema, index)) return;
  collected.build(table, index === undefined ? undefined : { schema: table.schema, name: index });
  if (only) return;
  for (const partition of collected.below(table)) {
    if (!partition.partitionOf) continue;
    collected.lock(partition.name, mode, 'partition');
    collected.build(partition.name);
  }
}

function dropIndex({ index, concurrently, ifExists }: OperationOf<'drop-index'>, collected: Collected): void {
  const table = collected.before.indexes.get(key(index));
  if (!table && ifExists) return;
  const mode = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  collected.lock(index, mode, 'target');
  if (!table) {
    collected.depends('The history does not show whose index it is: its table is locked in the same mode.');
    return;
  }
  collected.lock(table, mode, 'target');
  for (const partition of collected.below(table)) {
    for (const { name, partitionOf } of partition.indexes.values()) {
      if (!partitionOf || key(partitionOf) !== key(index)) continue;
      collected.lock(partition.name, mode, 'partition');
      collected.lock({ schema: partition.name.schema, name }, mode, 'index');
    }
  }
}

function attachIndex({ index, partition }: OperationOf<'attach-index'>, collected: Collected): void {
  const { before } = collected;
  collected.lock(index, collected.isBefore(12) ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE', 'target');
  collected.lock(partition, 'ACCESS EXCLUSIVE', 'index');
  const [parent, child] = [before.indexes.get(key(index)), before.indexes.get(key(partition))];
  if (parent) collected.lock(parent, 'ACCESS SHARE', 'parent');
  if (child) collected.lock(child, 'ACCESS SHARE', 'partition');
}
