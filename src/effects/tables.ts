import type { OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, type Table } from '../schema/catalog.ts';
import { lockAltered } from './alter-table.ts';
import type { Collected } from './collected.ts';
import { addForeignKey, referrersOf, renamedIndex } from './constraints.ts';
import { newPartition } from './partitions.ts';
import { dropViews, readSources } from './views.ts';

export const tableEffects = {
  'create-table': createTable,
  'drop-table': dropTable,
  'rename-table': renameRelation,
  'set-schema': setSchema,
  truncate,
};

function createTable(operation: OperationOf<'create-table'>, collected: Collected): void {
  const { table, columns, constraints, inherits, like, partitionOf, as } = operation;
  if (operation.ifNotExists && collected.before.isRelation(table.schema, table.name)) return;
  for (const constraint of [...constraints, ...columns.flatMap((column) => column.constraints)]) {
    if (constraint.type === 'foreign key' && key(constraint.references) !== key(table)) addForeignKey(table, constraint, collected, false);
  }
  for (const parent of inherits) collected.lock(parent, 'SHARE UPDATE EXCLUSIVE', 'parent');
  for (const { table: source } of like) collected.lock(source, 'ACCESS SHARE', 'source');
  if (partitionOf) newPartition(partitionOf.parent, table, 'ACCESS EXCLUSIVE', collected);
  if (!as) return;
  readSources(as, collected);
  collected.took('rows');
}

function dropTable({ table, ifExists, cascade }: OperationOf<'drop-table'>, collected: Collected): void {
  const known = collected.before.table(table);
  if (!known) {
    if (!ifExists) collected.lock(table, 'ACCESS EXCLUSIVE', 'target');
    return;
  }
  drop(known, 'target', cascade, collected);
}

/** Takes a table away: with its indexes and sequences, and the other tables of its foreign keys locked too. */
export function drop(table: Table, role: 'target' | 'partition' | 'child' | 'dependent', cascade: boolean, collected: Collected): void {
  const { before } = collected;
  collected.lock(table.name, 'ACCESS EXCLUSIVE', role);
  collected.lockIndexes(table, 'ACCESS EXCLUSIVE');
  if (table.partitionOf) collected.lock(table.partitionOf, 'ACCESS EXCLUSIVE', 'parent');
  for (const { references } of table.constraints.values()) if (references) collected.lock(references.table, 'ACCESS EXCLUSIVE', 'referenced');
  for (const at of before.owned.get(key(table.name)) ?? []) {
    const sequence = before.sequences.get(at);
    if (sequence) collected.lock(sequence.name, 'ACCESS EXCLUSIVE', 'sequence');
  }
  for (const at of before.children.get(key(table.name)) ?? []) {
    const child = before.tables.get(at);
    if (child && (cascade || child.partitionOf)) drop(child, child.partitionOf ? 'partition' : 'child', cascade, collected);
  }
  if (!cascade) return;
  for (const referring of referrersOf(table.name, collected)) collected.lock(referring.name, 'ACCESS EXCLUSIVE', 'referencing');
  dropViews(table.name, collected);
}

/** ALTER INDEX … RENAME asks for less than ALTER TABLE with the name of an index. */
function renameRelation(operation: OperationOf<'rename-table'>, collected: Collected): void {
  if (operation.object === 'index') collected.lock(operation.table, collected.mode(renamedIndex), 'target');
  else lockAltered(operation, collected);
}

function setSchema(operation: OperationOf<'set-schema'>, collected: Collected): void {
  if (operation.object !== 'type') lockAltered(operation, collected);
}

function truncate({ table, cascade }: OperationOf<'truncate'>, collected: Collected): void {
  const emptied = new Set<string>();
  const empty = (name: QualifiedName, role: 'target' | 'referencing'): void => {
    if (emptied.has(key(name))) return;
    emptied.add(key(name));
    collected.lock(name, 'ACCESS EXCLUSIVE', role);
    for (const each of collected.family(name)) {
      collected.lock(each.name, 'ACCESS EXCLUSIVE', each.partitionOf ? 'partition' : 'child');
      collected.lockIndexes(each, 'ACCESS EXCLUSIVE');
      if (cascade) for (const referring of referrersOf(each.name, collected)) empty(referring.name, 'referencing');
    }
  };
  empty(table, 'target');
}
