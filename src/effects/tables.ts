import type { ConstraintDefinition, OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, type Table } from '../schema/catalog.ts';
import { lockAltered } from './alter-table.ts';
import type { Collected } from './collected.ts';
import { addForeignKey, lockReferenced, referrersOf, renamedIndex } from './constraints.ts';
import { createPartition } from './partitions.ts';
import { dropViews, lockView, readSources } from './views.ts';

export const tableEffects = {
  'create-table': createTable,
  'drop-table': dropTable,
  'rename-table': renameRelation,
  'set-schema': setSchema,
  'drop-schema': dropSchema,
  truncate,
};

function createTable(operation: OperationOf<'create-table'>, collected: Collected): void {
  const { table, columns, constraints, inherits, like, partitionOf, as } = operation;
  const isThere = operation.ifNotExists && collected.knows(table);
  // The query is looked through before the name is.
  if (as) readSources(as, collected);
  if (isThere) return;
  if (as) collected.took('rows');
  for (const constraint of constraints) lockOther(table, constraint, collected);
  for (const column of columns) for (const constraint of column.constraints) lockOther(table, constraint, collected);
  for (const parent of inherits) collected.lock(parent, 'SHARE UPDATE EXCLUSIVE', 'parent');
  for (const { table: source } of like) collected.lock(source, 'ACCESS SHARE', 'source');
  if (partitionOf) createPartition(partitionOf.parent, table, collected);
}

/** The other table of a foreign key. */
function lockOther(table: QualifiedName, constraint: ConstraintDefinition, collected: Collected): void {
  if (constraint.type === 'foreign key' && key(constraint.references) !== key(table)) addForeignKey({ table }, constraint, collected, false);
}

function dropTable({ table, ifExists, cascade }: OperationOf<'drop-table'>, collected: Collected): void {
  const known = collected.before.table(table);
  if (known) drop(known, 'target', cascade, collected);
  else if (!ifExists) collected.lock(table, 'ACCESS EXCLUSIVE', 'target');
}

/** Takes a table away: with its indexes and sequences, and the other tables of its foreign keys locked too. */
function drop(table: Table, role: 'target' | 'partition' | 'child' | 'dependent', cascade: boolean, collected: Collected): void {
  const { before } = collected;
  collected.lock(table.name, 'ACCESS EXCLUSIVE', role);
  collected.lockIndexes(table, 'ACCESS EXCLUSIVE');
  collected.lockOwned(table.name, 'ACCESS EXCLUSIVE');
  if (table.partitionOf) lockFamilyOf(table, table.partitionOf, collected);
  // What came from the parent's foreign key has no triggers of its own on the other table.
  for (const { references, parent } of table.constraints.values()) if (references && parent === undefined) lockReferenced(references.table, 'ACCESS EXCLUSIVE', collected);
  for (const at of before.children.get(key(table.name)) ?? []) {
    const child = before.tables.get(at);
    if (child && (cascade || child.partitionOf)) drop(child, child.partitionOf ? 'partition' : 'child', cascade, collected);
  }
  if (!cascade) return;
  for (const referring of referrersOf(table.name, collected)) collected.lock(referring.name, 'ACCESS EXCLUSIVE', 'referencing');
  dropViews(table.name, collected);
}

/** The partitioned table, and its default partition: that takes the rows from now on. */
function lockFamilyOf({ name, isDefault }: Table, parent: QualifiedName, collected: Collected): void {
  collected.lock(parent, 'ACCESS EXCLUSIVE', 'parent');
  if (isDefault) return;
  for (const other of collected.partitions(parent)) {
    if (other.isDefault && key(other.name) !== key(name) && other.partitionOf && key(other.partitionOf) === key(parent)) collected.lock(other.name, 'ACCESS EXCLUSIVE', 'default partition');
  }
}

function dropSchema({ schema, cascade }: OperationOf<'drop-schema'>, collected: Collected): void {
  if (!cascade) return;
  for (const table of collected.before.tables.values()) if (table.name.schema === schema) drop(table, 'dependent', true, collected);
  for (const view of collected.before.views.values()) if (view.name.schema === schema) lockView(view, 'dependent', collected);
  for (const sequence of collected.before.sequences.values()) if (sequence.name.schema === schema) collected.lock(sequence.name, 'ACCESS EXCLUSIVE', 'sequence');
}

/** ALTER INDEX … RENAME asks for less than ALTER TABLE with the name of an index. */
function renameRelation(operation: OperationOf<'rename-table'>, collected: Collected): void {
  if (operation.object === 'index') collected.lock(operation.table, collected.mode(renamedIndex), 'index');
  else lockAltered(operation, collected);
}

function setSchema(operation: OperationOf<'set-schema'>, collected: Collected): void {
  if (operation.object !== 'type' && lockAltered(operation, collected)) collected.lockOwned(operation.table, 'ACCESS EXCLUSIVE');
}

function truncate({ table, only, cascade, restartIdentity }: OperationOf<'truncate'>, collected: Collected): void {
  const emptied = new Set<string>();
  const empty = (name: QualifiedName, role: 'target' | 'referencing'): void => {
    if (emptied.has(key(name))) return;
    emptied.add(key(name));
    collected.lock(name, 'ACCESS EXCLUSIVE', role);
    const own = collected.before.table(name);
    for (const each of only ? (own ? [own] : []) : collected.family(name)) {
      if (each !== own) collected.lock(each.name, 'ACCESS EXCLUSIVE', each.partitionOf ? 'partition' : 'child');
      if (!each.partitionBy) collected.lockIndexes(each, 'ACCESS EXCLUSIVE');
      if (restartIdentity) collected.lockOwned(each.name, 'ACCESS EXCLUSIVE');
      // Source: measured; a partition's bound was looked up until 13.
      if (each.partitionOf && collected.isBefore(14)) collected.lock(each.partitionOf, 'ACCESS SHARE', 'parent');
      if (cascade) for (const referring of referrersOf(each.name, collected)) empty(referring.name, 'referencing');
    }
  };
  empty(table, 'target');
}
