import type { OperationOf } from '../operations/operation.ts';
import { key, type Table } from '../schema/catalog.ts';
import { isAlike } from '../schema/partitions.ts';
import type { Collected } from './collected.ts';
import { lockParts } from './constraints.ts';

export const indexEffects = {
  'create-index': createIndex,
  'drop-index': dropIndex,
  'attach-index': attachIndex,
};

type CreateIndex = OperationOf<'create-index'>;

function createIndex(operation: CreateIndex, collected: Collected): void {
  const { table, index, concurrently, ifNotExists, only } = operation;
  const mode = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
  collected.lock(table, mode, 'target');
  if (ifNotExists && index !== undefined && collected.knows({ schema: table.schema, name: index })) return;
  collected.build(table, index === undefined ? undefined : { schema: table.schema, name: index });
  if (only) return;
  collected.lockBelow(table, mode, 'partitions');
  for (const partition of collected.partitions(table)) {
    const own = ownPart(partition, operation);
    if (own === undefined) collected.build(partition.name);
    else collected.lock({ schema: partition.name.schema, name: own }, mode, 'index');
  }
}

/** An index of a partition that becomes its part of the new one. Expressions are not compared here. */
function ownPart({ indexes }: Table, { unique, method, keys, where }: CreateIndex): string | undefined {
  if (keys.some(({ expression }) => expression) || where) return undefined;
  const wanted = { unique, method, partial: false, constraint: undefined, columns: keys.map(({ column }) => column), expressions: [] };
  return Array.from(indexes.values()).find((own) => isAlike(own, wanted))?.name;
}

function dropIndex({ index, concurrently, ifExists }: OperationOf<'drop-index'>, collected: Collected): void {
  const table = collected.before.indexes.get(key(index));
  if (!table && ifExists) {
    collected.depends('The history does not show the index, and IF EXISTS passes over one that is not there.');
    return;
  }
  const mode = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  collected.lock(index, mode, 'index');
  if (!table) {
    collected.depends('The history does not show whose index it is: its table is locked in the same mode.');
    return;
  }
  collected.lock(table, mode, 'target');
  collected.lockBelow(table, mode, 'partitions');
  lockParts(index, table, mode, collected);
}

function attachIndex({ index, partition }: OperationOf<'attach-index'>, collected: Collected): void {
  const { before } = collected;
  collected.lock(index, collected.isBefore(12) ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE', 'index');
  collected.lock(partition, 'ACCESS EXCLUSIVE', 'index');
  const [parent, child] = [before.indexes.get(key(index)), before.indexes.get(key(partition))];
  if (parent) collected.lock(parent, 'ACCESS SHARE', 'parent');
  if (child) collected.lock(child, 'ACCESS SHARE', 'partition');
}
