import type { Draft } from '../operations/draft.ts';
import type { OperationOf } from '../operations/operation.ts';
import { alterable } from './alterable.ts';
import { key, type Catalog, type Column, type Constraint, type Index, type Moment, type Table } from './catalog.ts';
import { copyColumn, copyTable, link, putColumns, putConstraint, putConstraints, putIndex, putTable, sameName, unlink } from './edits.ts';
import { constraintName, indexWords, relationName } from './names.ts';
import { joinColumnNames } from '../postgres/naming.ts';
import type { Step } from './step.ts';

/** Whether a table is the other one or stands somewhere below it: adopting the other would make a circle, which PostgreSQL refuses. */
function isBelow(catalog: Catalog, table: Table, other: Table): boolean {
  if (sameName(table.name, other.name)) return true;
  return Array.from(catalog.children.get(key(other.name)) ?? []).some((at) => {
    const child = catalog.tables.get(at);
    return child !== undefined && isBelow(catalog, table, child);
  });
}

/** A table becomes a child: everything of the parent that children have, it has from now on. */
export function adopt(catalog: Catalog, parent: Table, child: Table, declared: Moment): Table {
  link(catalog.children, key(parent.name), key(child.name));
  for (const constraint of parent.constraints.values()) {
    if (constraint.type === 'check') inheritConstraint(catalog, parent, current(catalog, child), constraint, declared);
  }
  for (const index of parent.indexes.values()) {
    if (child.partitionOf) partitionIndex(catalog, parent, current(catalog, child), index, declared);
  }
  for (const constraint of parent.constraints.values()) {
    if (constraint.type === 'foreign key') inheritConstraint(catalog, parent, current(catalog, child), constraint, declared);
  }
  const adopted = current(catalog, child);
  if (!child.partitionOf || parent.triggers.size === 0) return adopted;
  let { triggers } = parent;
  adopted.triggers.forEach((own, name) => { triggers = triggers.with(name, own); });
  return putTable(catalog, Object.assign(copyTable(adopted), { triggers }));
}

function current(catalog: Catalog, table: Table): Table {
  return catalog.table(table.name) ?? table;
}

/** A constraint of the parent reaches a child: CHECK and NOT NULL every child, keys and foreign keys the partitions. */
export function inheritConstraint(catalog: Catalog, parent: Table, child: Table, constraint: Constraint, declared: Moment): void {
  switch (constraint.type) {
    case 'check':
      inheritCheck(catalog, child, constraint, declared);
      break;
    case 'not null':
      inheritNotNull(catalog, child, constraint, declared);
      break;
    case 'foreign key':
      if (child.partitionOf) inheritForeignKey(catalog, child, constraint, declared);
      break;
    default: {
      const index = parent.indexes.get(constraint.name);
      if (child.partitionOf && index) partitionIndex(catalog, parent, child, index, declared);
    }
  }
  passOn(catalog, child, constraint, declared);
}

/** What a child has been given, its own children get. Keys go on by their index. */
function passOn(catalog: Catalog, child: Table, { name, type }: Constraint, declared: Moment): void {
  if (type !== 'check' && type !== 'not null' && type !== 'foreign key') return;
  const parent = current(catalog, child);
  for (const constraint of parent.constraints.values()) {
    if (constraint.parent !== name) continue;
    for (const at of catalog.children.get(key(child.name)) ?? []) {
      const grandchild = catalog.tables.get(at);
      if (grandchild) inheritConstraint(catalog, parent, grandchild, constraint, declared);
    }
  }
}

/** A CHECK has one name in all children; a child's own of that name becomes it. */
function inheritCheck(catalog: Catalog, child: Table, constraint: Constraint, declared: Moment): void {
  const own = child.constraints.get(constraint.name);
  putConstraint(catalog, child, own ? { ...own, parent: constraint.name } : { ...constraint, parent: constraint.name, declared });
}

function inheritNotNull(catalog: Catalog, child: Table, constraint: Constraint, declared: Moment): void {
  const name = child.constraints.has(constraint.name) ? constraintName(catalog, child, constraint.columns[0], 'not_null') : constraint.name;
  const named = putConstraint(catalog, child, { ...constraint, name, parent: constraint.name, declared });
  if (!constraint.validated) return;
  const since = (column: Column): Column => (constraint.columns.includes(column.name) && !column.notNull ? Object.assign(copyColumn(column), { notNull: true, notNullSince: declared }) : column);
  putColumns(catalog, named, named.columns.map(since));
}

/** A partition's foreign key takes the parent's name where it is free on that table. */
function inheritForeignKey(catalog: Catalog, child: Table, constraint: Constraint, declared: Moment): void {
  for (const own of child.constraints.values()) {
    if (own.parent === undefined && isSameForeignKey(own, constraint)) {
      putConstraints(catalog, child, child.constraints.with(own.name, { ...own, parent: constraint.name }));
      return;
    }
  }
  const name = child.constraints.has(constraint.name) ? constraintName(catalog, child, joinColumnNames(constraint.columns), 'fkey') : constraint.name;
  putConstraint(catalog, child, { ...constraint, name, parent: constraint.name, declared });
}

function isSameForeignKey(a: Constraint, b: Constraint): boolean {
  return a.references !== undefined && b.references !== undefined && sameName(a.references.table, b.references.table) && sameWords(a.columns, b.columns);
}

function sameWords(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

/**
 * A partition gets its part of the parent's index: one of its own that is alike and free, or else a new one under the
 * name that PostgreSQL chooses.
 */
export function partitionIndex(catalog: Catalog, parent: Table, partition: Table, index: Index, declared: Moment): void {
  const whole = { schema: parent.name.schema, name: index.name };
  const constraint = index.constraint === undefined ? undefined : parent.constraints.get(index.constraint);
  const own = partition.indexes.values().find((each) => isAlike(each, index));
  const part: Draft<Index> = own ? { ...own } : { ...index, name: partName(catalog, partition, index, constraint), valid: true, declared };
  part.partitionOf = whole;
  let changed = partition;
  if (constraint) {
    part.constraint = part.name;
    const key = partition.constraints.get(part.name) ?? { ...constraint, name: part.name, declared };
    changed = putConstraint(catalog, changed, { ...key, parent: constraint.name });
  }
  changed = putIndex(catalog, changed, part);
  for (const at of catalog.children.get(key(partition.name)) ?? []) {
    const below = catalog.tables.get(at);
    if (below?.partitionOf) partitionIndex(catalog, changed, below, part, declared);
  }
}

function partName(catalog: Catalog, partition: Table, { labels }: Index, constraint: Constraint | undefined): string {
  if (!constraint) return relationName(catalog, partition, indexWords(labels), 'idx');
  if (constraint.type === 'primary key') return relationName(catalog, partition, undefined, 'pkey');
  return relationName(catalog, partition, indexWords(labels), constraint.type === 'exclusion' ? 'excl' : 'key');
}

/** Whether a partition’s own index can be its part of a partitioned table’s index. */
export function isAlike(own: Index, wanted: Pick<Index, 'unique' | 'method' | 'partial' | 'constraint' | 'columns' | 'expressions'>): boolean {
  return (
    own.partitionOf === undefined &&
    own.unique === wanted.unique &&
    own.method === wanted.method &&
    own.partial === wanted.partial &&
    (own.constraint === undefined) === (wanted.constraint === undefined) &&
    sameWords(own.columns, wanted.columns) &&
    sameWords(own.expressions, wanted.expressions)
  );
}

export function attachPartition(step: Step, operation: OperationOf<'attach-partition'>): void {
  const { catalog } = step;
  const child = alterable(step, { table: operation.partition });
  const parent = alterable(step, operation);
  if (!child || !parent || isBelow(catalog, parent, child)) return;
  const columns = child.columns.map((column) => (parent.columns.has(column.name) ? Object.assign(copyColumn(column), { inherited: true as const }) : column));
  adopt(catalog, parent, putTable(catalog, Object.assign(copyTable(child), { columns, partitionOf: parent.name, isDefault: operation.default || child.isDefault })), step.now);
}

export function detachPartition(step: Step, { table, partition }: OperationOf<'detach-partition'>): void {
  const child = step.catalog.table(partition);
  if (!child || !sameName(child.partitionOf, table)) return;
  disown(step.catalog, table, child);
}

/** A child is a table of its own again; what it has it keeps. */
function disown(catalog: Catalog, parent: Table['name'], child: Table): void {
  unlink(catalog.children, key(parent), key(child.name));
  putTable(catalog, Object.assign(copyTable(child), {
    inherits: child.inherits.filter((each) => !sameName(each, parent)),
    columns: child.columns.map(local),
    constraints: child.constraints.map(free),
    indexes: child.indexes.map(whole),
    partitionOf: undefined,
    isDefault: false,
  }));
}

function local(column: Column): Column {
  return column.inherited ? Object.assign(copyColumn(column), { inherited: undefined }) : column;
}

function free(constraint: Constraint): Constraint {
  return constraint.parent === undefined ? constraint : { ...constraint, parent: undefined };
}

function whole(index: Index): Index {
  return index.partitionOf ? { ...index, partitionOf: undefined } : index;
}

/** ALTER TABLE … INHERIT and NO INHERIT. */
export function inherit(step: Step, operation: OperationOf<'inherit'>): void {
  const table = alterable(step, operation);
  const parent = step.catalog.table(operation.parent);
  if (!table || !parent) return;
  if (operation.remove) disown(step.catalog, parent.name, table);
  else if (!isBelow(step.catalog, parent, table)) adopt(step.catalog, parent, putTable(step.catalog, Object.assign(copyTable(table), { inherits: [...table.inherits, parent.name] })), step.now);
}

