import type { OperationOf, QualifiedName } from '../operations/operation.ts';
import { alterable } from './alterable.ts';
import { key, keyFor, type Catalog, type Constraint, type Table, type View } from './catalog.ts';
import { removeTable } from './drops.ts';
import { copyTable, countName, link, putConstraints, sameName, unlink } from './edits.ts';
import { moveFacts } from './facts.ts';
import { renameIndex } from './indexes.ts';
import { renameType } from './types.ts';
import type { Step } from './step.ts';

export function dropTable(step: Step, { table }: OperationOf<'drop-table'>): void {
  const known = step.catalog.table(table);
  if (known) removeTable(step.catalog, known);
}

/** ALTER TABLE … RENAME TO, which may name a view, an index or a sequence as well. */
export function renameRelation(step: Step, operation: OperationOf<'rename-table'>): void {
  const { catalog } = step;
  const { table: name, newName } = operation;
  const at = key(name);
  const to = { schema: name.schema, name: newName };
  if (catalog.indexes.has(at)) renameIndex(step, at, newName);
  else if (catalog.sequences.has(at)) moveSequence(catalog, name, to);
  else if (catalog.views.has(at)) moveView(catalog, name, to);
  else if (operation.object === 'table') moveKnown(step, operation, to);
}

export function setSchema(step: Step, operation: OperationOf<'set-schema'>): void {
  const { catalog } = step;
  const { table: name, newSchema } = operation;
  const to = { schema: newSchema, name: name.name };
  if (sameName(name, to)) return;
  if (operation.object === 'type') renameType(catalog, name, to);
  else if (catalog.sequences.has(key(name))) moveSequence(catalog, name, to);
  else if (catalog.views.has(key(name))) moveView(catalog, name, to);
  else if (operation.object === 'table') moveKnown(step, operation, to);
}

/** What is renamed over is gone: the statement could not have run otherwise. */
function moveKnown(step: Step, operation: Parameters<typeof alterable>[1], to: QualifiedName): void {
  const { catalog } = step;
  if (step.guarded && catalog.isRelation(to.schema, to.name)) return;
  const table = alterable(step, operation);
  if (!table || sameName(table.name, to)) return;
  const old = catalog.table(to);
  if (old) removeTable(catalog, old);
  moveTable(catalog, Object.assign(copyTable(table), { renamed: step.now }), to);
}

/** Gives a table another name or schema, wherever the catalog knows it. */
export function moveTable(catalog: Catalog, table: Table, to: QualifiedName): void {
  const from = table.name;
  const [at, newAt] = [key(from), key(to)];
  moveFacts(catalog, from, to);
  catalog.tables.delete(at);
  const changed = copyTable(table);
  changed.name = to;
  changed.constraints = table.constraints.map((constraint) => referring(constraint, from, to));
  catalog.tables.set(newAt, changed);
  for (const index of table.indexes.values()) {
    catalog.indexes.delete(keyFor(from.schema, index.name));
    catalog.indexes.set(keyFor(to.schema, index.name), to);
  }
  if (from.schema !== to.schema) {
    for (const { name } of table.constraints.values()) {
      countName(catalog, from.schema, name, -1);
      countName(catalog, to.schema, name, 1);
    }
  }
  moveReferences(catalog, table, to);
  moveFamily(catalog, table, to);
  moveReaders(catalog, from, to);
  for (const sequence of catalog.owned.get(at) ?? []) moveOwned(catalog, sequence, from, to);
  renameType(catalog, from, to);
}

function referring(constraint: Constraint, from: QualifiedName, to: QualifiedName): Constraint {
  const { references } = constraint;
  return references && sameName(references.table, from) ? { ...constraint, references: { ...references, table: to } } : constraint;
}

/** Foreign keys from and to the table. */
function moveReferences(catalog: Catalog, table: Table, to: QualifiedName): void {
  const [at, newAt] = [key(table.name), key(to)];
  for (const { references } of table.constraints.values()) {
    if (!references) continue;
    unlink(catalog.referrers, key(references.table), at);
    link(catalog.referrers, sameName(references.table, table.name) ? newAt : key(references.table), newAt);
  }
  for (const referrer of catalog.referrers.get(at) ?? []) {
    link(catalog.referrers, newAt, referrer);
    const other = catalog.tables.get(referrer);
    if (other) putConstraints(catalog, other, other.constraints.map((constraint) => referring(constraint, table.name, to)));
  }
  catalog.referrers.delete(at);
}

/** Parents and children of the table. */
function moveFamily(catalog: Catalog, table: Table, to: QualifiedName): void {
  const [at, newAt] = [key(table.name), key(to)];
  for (const parent of [...table.inherits, ...(table.partitionOf ? [table.partitionOf] : [])]) {
    if (!catalog.children.get(key(parent))?.has(at)) continue;
    unlink(catalog.children, key(parent), at);
    link(catalog.children, key(parent), newAt);
  }
  for (const each of catalog.children.get(at) ?? []) {
    link(catalog.children, newAt, each);
    const child = catalog.tables.get(each);
    if (!child) continue;
    const inherits = child.inherits.map((parent) => (sameName(parent, table.name) ? to : parent));
    const indexes = table.name.schema === to.schema ? child.indexes : child.indexes.map((index) => (index.partitionOf ? { ...index, partitionOf: { schema: to.schema, name: index.partitionOf.name } } : index));
    catalog.tables.set(each, Object.assign(copyTable(child), { inherits, indexes }, sameName(child.partitionOf, table.name) ? { partitionOf: to } : {}));
  }
  catalog.children.delete(at);
}

/** Views that read a relation follow it. */
function moveReaders(catalog: Catalog, from: QualifiedName, to: QualifiedName): void {
  const readers = catalog.readers.get(key(from));
  if (!readers) return;
  for (const at of readers) {
    const view = catalog.views.get(at);
    if (!view) continue;
    const reads = view.reads.map((relation) => (sameName(relation, from) ? to : relation));
    const columns = view.columns.map((column) => (sameName(column.relation, from) ? { relation: to, column: column.column } : column));
    catalog.views.set(at, { ...view, reads, columns });
    link(catalog.readers, key(to), at);
  }
  catalog.readers.delete(key(from));
}

/** Sequences that a table owns follow it into another schema, not to another name. */
function moveOwned(catalog: Catalog, at: string, from: QualifiedName, to: QualifiedName): void {
  const sequence = catalog.sequences.get(at);
  unlink(catalog.owned, key(from), at);
  if (!sequence?.ownedBy) return;
  const name = { schema: to.schema, name: sequence.name.name };
  catalog.sequences.delete(at);
  catalog.sequences.set(key(name), { ...sequence, name, ownedBy: { table: to, column: sequence.ownedBy.column } });
  link(catalog.owned, key(to), key(name));
}

export function moveSequence(catalog: Catalog, from: QualifiedName, to: QualifiedName): void {
  const sequence = catalog.sequences.get(key(from));
  if (!sequence) return;
  catalog.sequences.delete(key(from));
  catalog.sequences.set(key(to), { ...sequence, name: to });
  if (!sequence.ownedBy) return;
  unlink(catalog.owned, key(sequence.ownedBy.table), key(from));
  link(catalog.owned, key(sequence.ownedBy.table), key(to));
}

export function moveView(catalog: Catalog, from: QualifiedName, to: QualifiedName): void {
  const view = catalog.views.get(key(from));
  if (!view) return;
  catalog.views.delete(key(from));
  const moved: View = { ...view, name: to };
  catalog.views.set(key(to), moved);
  for (const relation of view.reads) {
    unlink(catalog.readers, key(relation), key(from));
    link(catalog.readers, key(relation), key(to));
  }
  for (const { name } of view.indexes.values()) {
    catalog.indexes.delete(keyFor(from.schema, name));
    catalog.indexes.set(keyFor(to.schema, name), to);
  }
  moveReaders(catalog, from, to);
}

