import type { QualifiedName } from '../operations/operation.ts';
import { key, keyFor, type Catalog, type Constraint, type Index, type Table, type View } from './catalog.ts';
import { readsColumn, refersTo } from './dependents.ts';
import { copyColumn, copyTable, countName, putColumns, putIndexes, putTable, sameName, unlink } from './edits.ts';

/** Takes a table out of the catalog, with its children and all that cannot be without it. */
export function removeTable(catalog: Catalog, table: Table): void {
  const at = key(table.name);
  if (!catalog.tables.has(at)) return;
  catalog.tables.delete(at);
  for (const child of catalog.children.get(at) ?? []) {
    const found = catalog.tables.get(child);
    if (found) removeTable(catalog, found);
  }
  catalog.children.delete(at);
  for (const parent of table.inherits) unlink(catalog.children, key(parent), at);
  if (table.partitionOf) unlink(catalog.children, key(table.partitionOf), at);
  removeReaders(catalog, table.name, () => true);
  removeForeignKeysTo(catalog, table.name, () => true);
  for (const constraint of table.constraints.values()) forgetConstraint(catalog, table, constraint);
  for (const { name } of table.indexes.values()) catalog.indexes.delete(keyFor(table.name.schema, name));
  for (const sequence of catalog.owned.get(at) ?? []) catalog.sequences.delete(sequence);
  catalog.owned.delete(at);
}

function forgetConstraint(catalog: Catalog, table: Table, { name, references }: Constraint): void {
  countName(catalog, table.name.schema, name, -1);
  if (references) unlink(catalog.referrers, key(references.table), key(table.name));
}

/** Removes the views that read a relation and that a test picks out, and those that read them. */
export function removeReaders(catalog: Catalog, relation: QualifiedName, isMeant: (view: View) => boolean): void {
  for (const reader of catalog.readers.get(key(relation)) ?? []) {
    const view = catalog.views.get(reader);
    if (view && isMeant(view)) removeView(catalog, view);
  }
}

export function removeView(catalog: Catalog, view: View): void {
  const at = key(view.name);
  catalog.views.delete(at);
  for (const relation of view.reads) unlink(catalog.readers, key(relation), at);
  for (const { name } of view.indexes.values()) catalog.indexes.delete(keyFor(view.name.schema, name));
  removeReaders(catalog, view.name, () => true);
}

/** Removes foreign keys of any table that refer to this one and that a test picks out. */
export function removeForeignKeysTo(catalog: Catalog, referenced: QualifiedName, isMeant: (constraint: Constraint) => boolean): void {
  for (const referrer of catalog.referrers.get(key(referenced)) ?? []) {
    const table = catalog.tables.get(referrer);
    for (const constraint of table?.constraints.values() ?? []) {
      if (!sameName(constraint.references?.table, referenced) || !isMeant(constraint)) continue;
      const current = catalog.tables.get(referrer);
      if (current) removeConstraint(catalog, current, constraint);
    }
  }
}

/** Removes a constraint with its index, from the partitions and children too. */
export function removeConstraint(catalog: Catalog, table: Table, constraint: Constraint): Table {
  const { name, references, type } = constraint;
  countName(catalog, table.name.schema, name, -1);
  const constraints = table.constraints.without(name);
  const changed = copyTable(table);
  changed.constraints = constraints;
  if (references && !constraints.values().some((other) => sameName(other.references?.table, references.table))) {
    unlink(catalog.referrers, key(references.table), key(table.name));
  }
  if (type === 'not null') changed.columns = table.columns.map((column) => (constraint.columns.includes(column.name) ? Object.assign(copyColumn(column), { notNull: false }) : column));
  let rest = putTable(catalog, changed);
  const index = rest.indexes.get(name);
  if (index?.constraint === name) rest = removeIndex(catalog, rest, index);
  for (const at of catalog.children.get(key(table.name)) ?? []) {
    const child = catalog.tables.get(at);
    const inherited = child?.constraints.values().find(({ parent }) => parent === name);
    if (child && inherited) removeConstraint(catalog, child, inherited);
  }
  return catalog.table(table.name) ?? rest;
}

/** Removes an index, and its parts from the partitions. */
export function removeIndex(catalog: Catalog, table: Table, { name }: Index): Table {
  const own = { schema: table.name.schema, name };
  catalog.indexes.delete(key(own));
  const rest = putIndexes(catalog, table, table.indexes.without(name));
  for (const at of catalog.children.get(key(table.name)) ?? []) {
    const child = catalog.tables.get(at);
    const part = child?.indexes.values().find(({ partitionOf }) => sameName(partitionOf, own));
    if (child && part) removeIndex(catalog, child, part);
  }
  return rest;
}

/**
 * Removes a column with the indexes, constraints and sequences that go with it.
 *
 * @param cascade - views, triggers, policies and generated columns that would block it go too
 */
export function removeColumn(catalog: Catalog, table: Table, column: string, cascade: boolean): void {
  const { name } = table;
  let rest = putColumns(catalog, table, table.columns.without(column));
  for (const constraint of table.constraints.values()) {
    if (constraint.columns.includes(column)) rest = removeConstraint(catalog, catalog.table(name) ?? rest, constraint);
  }
  for (const index of rest.indexes.values()) {
    if (index.reads.includes(column)) rest = removeIndex(catalog, rest, index);
  }
  removeForeignKeysTo(catalog, name, (constraint) => refersTo(constraint, name, column));
  removeOwnedSequences(catalog, name, column);
  if (cascade) removeBlocking(catalog, name, column);
  for (const at of catalog.children.get(key(name)) ?? []) {
    const child = catalog.tables.get(at);
    if (child?.columns.get(column)?.inherited) removeColumn(catalog, child, column, cascade);
  }
}

/** Sequences that a column owns go with it. */
export function removeOwnedSequences(catalog: Catalog, table: QualifiedName, column: string): void {
  for (const sequence of catalog.owned.get(key(table)) ?? []) {
    if (catalog.sequences.get(sequence)?.ownedBy?.column !== column) continue;
    catalog.sequences.delete(sequence);
    unlink(catalog.owned, key(table), sequence);
  }
}

function removeBlocking(catalog: Catalog, name: QualifiedName, column: string): void {
  removeReaders(catalog, name, (view) => readsColumn(view, name, column));
  const table = catalog.table(name);
  if (!table) return;
  let { triggers, policies } = table;
  for (const trigger of triggers.values()) if (trigger.columns.includes(column)) triggers = triggers.without(trigger.name);
  for (const policy of policies.values()) if (policy.columns.includes(column)) policies = policies.without(policy.name);
  putTable(catalog, Object.assign(copyTable(table), { triggers, policies }));
  for (const other of table.columns.values()) {
    const current = catalog.table(name);
    if (current && other.generatedFrom?.includes(column)) removeColumn(catalog, current, other.name, true);
  }
}
