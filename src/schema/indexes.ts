import type { IndexKey, OperationOf } from '../operations/operation.ts';
import { alterable, childrenOf } from './alterable.ts';
import { key, keyFor, type Catalog, type Index, type Table, type View } from './catalog.ts';
import { removeConstraint, removeForeignKeysTo, removeIndex } from './drops.ts';
import { putConstraints, putIndex, putIndexes, sameName } from './edits.ts';
import { indexWords, relationName } from './names.ts';
import { partitionIndex } from './partitions.ts';
import { renameConstraintOf } from './constraints.ts';
import type { Step } from './step.ts';

const none: readonly never[] = [];

type CreateIndex = OperationOf<'create-index'>;

export function createIndex(step: Step, operation: CreateIndex): void {
  const { catalog } = step;
  const { index: written, table: name } = operation;
  const at = written === undefined ? undefined : keyFor(name.schema, written);
  if (at !== undefined && catalog.isTaken(at)) {
    if (operation.ifNotExists || step.guarded) return;
    removeIndexNamed(catalog, at);
  }
  const view = catalog.view(name);
  if (view) {
    addViewIndex(step, view, operation);
    return;
  }
  const table = alterable(step, operation);
  if (!table) return;
  const children = partitionsOf(step, table);
  const index = newIndex(step, table, operation, !(operation.only && children.length > 0));
  const indexed = putIndex(catalog, table, index);
  if (!operation.only) for (const child of children) partitionIndex(catalog, indexed, child, index, step.now);
}

function partitionsOf(step: Step, table: Table): readonly Table[] {
  const children = childrenOf(step, table);
  return children ? Array.from(children).filter(({ partitionOf }) => partitionOf !== undefined) : none;
}

function newIndex(step: Step, table: Pick<Table, 'name'>, operation: CreateIndex, valid: boolean): Index {
  const { keys, include, where, unique, method } = operation;
  const own = keys.map(labelOf);
  const labels = include.length > 0 ? [...own, ...include] : own;
  const isPlain = keys.every(isColumn);
  return {
    name: operation.index ?? relationName(step.catalog, table, indexWords(labels), 'idx'),
    columns: isPlain ? own : keys.map(({ column }) => column),
    reads: readsOf(operation),
    unique,
    partial: where !== undefined,
    method,
    valid,
    constraint: undefined,
    labels,
    expressions: isPlain ? none : keys.flatMap(({ expression }) => (expression ? [step.written(expression.mark).text] : [])),
    partitionOf: undefined,
    declared: step.now,
  };
}

function labelOf({ column, expression }: IndexKey): string {
  return column ?? expression?.label ?? 'expr';
}

function isColumn({ column }: IndexKey): boolean {
  return column !== undefined;
}

function readsOf({ keys, include, where }: CreateIndex): readonly string[] {
  if (keys.length === 1 && include.length === 0 && !where && keys[0]?.column !== undefined) return [keys[0].column];
  const reads = new Set(include);
  for (const { column, expression } of keys) {
    if (column !== undefined) reads.add(column);
    for (const each of expression?.columns ?? none) reads.add(each.column);
  }
  for (const { column } of where?.columns ?? none) reads.add(column);
  return [...reads];
}

function addViewIndex(step: Step, view: View, operation: CreateIndex): void {
  const index = newIndex(step, view, operation, true);
  step.catalog.indexes.set(keyFor(view.name.schema, index.name), view.name);
  step.catalog.views.set(key(view.name), { ...view, indexes: view.indexes.with(index.name, index) });
}

/** With CASCADE the foreign keys go that rest on a unique index. */
export function dropIndex({ catalog }: Step, { index, cascade }: OperationOf<'drop-index'>): void {
  const owner = catalog.indexes.get(key(index));
  if (owner && cascade) removeForeignKeysTo(catalog, owner, ({ references }) => references?.index === index.name);
  removeIndexNamed(catalog, key(index));
}

function removeIndexNamed(catalog: Catalog, at: string): void {
  const owner = catalog.indexes.get(at);
  if (!owner) return;
  const name = at.slice(at.indexOf('\n') + 1);
  const table = catalog.table(owner);
  const index = table?.indexes.get(name);
  const view = catalog.view(owner);
  if (table && index) {
    const constraint = index.constraint === undefined ? undefined : table.constraints.get(index.constraint);
    if (constraint) removeConstraint(catalog, table, constraint);
    else removeIndex(catalog, table, index);
  } else if (view) {
    catalog.indexes.delete(at);
    catalog.views.set(key(owner), { ...view, indexes: view.indexes.without(name) });
  }
}

/** ALTER INDEX parent ATTACH PARTITION part. Once every partition has its part, the parent's index is valid. */
export function attachIndex(step: Step, { index, partition }: OperationOf<'attach-index'>): void {
  const { catalog } = step;
  const parent = tableOf(catalog, key(index));
  const child = tableOf(catalog, key(partition));
  const part = child?.indexes.get(partition.name);
  const whole = parent?.indexes.get(index.name);
  if (!parent || !child || !part || !whole) return;
  const own = { schema: parent.name.schema, name: index.name };
  const attached = putIndexes(catalog, child, child.indexes.with(part.name, { ...part, partitionOf: own }));
  const constraint = part.constraint === undefined ? undefined : attached.constraints.get(part.constraint);
  if (constraint && whole.constraint !== undefined) {
    putConstraints(catalog, attached, attached.constraints.with(constraint.name, { ...constraint, parent: whole.constraint }));
  }
  const complete = Array.from(childrenOf(step, parent) ?? none).every(({ indexes }) => indexes.values().some(({ partitionOf }) => sameName(partitionOf, own)));
  if (complete && !whole.valid) putIndexes(catalog, parent, parent.indexes.with(whole.name, { ...whole, valid: true }));
}

function tableOf(catalog: Catalog, index: string): Table | undefined {
  const owner = catalog.indexes.get(index);
  return owner && catalog.table(owner);
}

/** An index goes by a new name, and so does the constraint that owns it. */
export function renameIndex(step: Step, at: string, newName: string): void {
  const { catalog } = step;
  const owner = catalog.indexes.get(at);
  if (!owner || catalog.isRelation(owner.schema, newName)) return;
  const name = at.slice(at.indexOf('\n') + 1);
  const table = catalog.table(owner);
  const index = table?.indexes.get(name);
  if (table && index?.constraint !== undefined) {
    renameConstraintOf(step, table, index.constraint, newName);
    relinkParts(step, table, name, newName);
    return;
  }
  catalog.indexes.delete(at);
  catalog.indexes.set(keyFor(owner.schema, newName), owner);
  const view = catalog.view(owner);
  if (view) catalog.views.set(key(owner), { ...view, indexes: view.indexes.renamed(name, newName, (each) => ({ ...each, name: newName })) });
  if (!table) return;
  putIndexes(catalog, table, table.indexes.renamed(name, newName, (each) => ({ ...each, name: newName })));
  relinkParts(step, table, name, newName);
}

/** The partitions' indexes keep their names and belong to the new one. */
function relinkParts(step: Step, table: Table, from: string, to: string): void {
  const { schema } = table.name;
  for (const child of childrenOf(step, table) ?? none) {
    for (const part of child.indexes.values()) {
      if (!sameName(part.partitionOf, { schema, name: from })) continue;
      putIndexes(step.catalog, child, child.indexes.with(part.name, { ...part, partitionOf: { schema, name: to } }));
    }
  }
}
