import type { ColumnDefinition, ConstraintDefinition, OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, type Catalog, type Column, type Moment, type Table } from './catalog.ts';
import { defineConstraint } from './constraints.ts';
import { removeTable } from './drops.ts';
import { bareColumn, copyColumn, newTable, putConstraint, putTable, sameName } from './edits.ts';
import { NewEntries, type Entries } from './entries.ts';
import { sayUnlogged } from './facts.ts';
import { copyIndexes, likeColumns } from './like.ts';
import { newColumn } from './new-column.ts';
import { outputOf } from './outputs.ts';
import { adopt } from './partitions.ts';
import type { Step } from './step.ts';

const none: readonly never[] = [];

type CreateTable = OperationOf<'create-table'>;

export function createTable(step: Step, operation: CreateTable): void {
  const { catalog } = step;
  const { table: name } = operation;
  if (catalog.isTaken(key(name))) {
    if (operation.ifNotExists || step.guarded) return;
    const old = catalog.table(name);
    if (old) removeTable(catalog, old);
  }
  const named = parentsOf(operation);
  const parents = named.length === 0 ? none : named.flatMap((parent) => catalog.table(parent) ?? none);
  const made = newTable(name, step.now, false);
  made.temporary = operation.temporary;
  made.foreign = operation.foreign;
  made.inherits = operation.inherits;
  // Columns of an unknown parent are unknown too.
  made.partial = parents.length < named.length || isUnknownCopy(catalog, operation);
  made.partitionBy = operation.partitionBy;
  made.partitionOf = operation.partitionOf?.parent;
  made.isDefault = operation.partitionOf?.default === true;
  made.columns = columnsOf(step, made, parents, operation);
  const definitions = constraintsOf(operation);
  let table = putTable(catalog, made);
  if (operation.unlogged) sayUnlogged(step, name);
  table = addChecks(step, table, definitions);
  for (const { table: from, including } of operation.like) if (including.includes('constraints')) table = copyChecks(catalog, from, table, step.now);
  for (const parent of parents) table = adopt(catalog, parent, table, step.now);
  for (const like of operation.like) table = copyIndexes(step, table, like);
  addKeys(step, table, definitions);
}

/** Of its columns and its own. */
function constraintsOf({ columns, constraints }: CreateTable): readonly ConstraintDefinition[] {
  const found: ConstraintDefinition[] = [];
  for (const column of columns) if (column.constraints.length > 0) found.push(...column.constraints);
  return found.length === 0 ? constraints : [...found, ...constraints];
}

function parentsOf({ partitionOf, inherits }: CreateTable): readonly QualifiedName[] {
  return partitionOf ? [partitionOf.parent] : inherits;
}

/** A copy of what the history does not show has columns that nobody knows. */
function isUnknownCopy(catalog: Catalog, { like, as, ofType }: CreateTable): boolean {
  const unknownType = ofType !== undefined && catalog.type(ofType)?.kind !== 'composite';
  const unknownStar = as?.output.some(({ star, from }) => star && !(from?.relation && isWhole(catalog, from.relation))) === true;
  return unknownType || unknownStar || like.some(({ table }) => !isWhole(catalog, table));
}

function isWhole(catalog: Catalog, name: QualifiedName): boolean {
  return catalog.table(name)?.partial === false || catalog.view(name) !== undefined;
}

/** Columns in PostgreSQL's order: the parents' first, then the table's own with those of LIKE where it stands. */
function columnsOf(step: Step, table: Table, parents: readonly Table[], operation: CreateTable): Entries<Column> {
  const columns = new NewEntries<Column>();
  for (const parent of parents) {
    for (const column of parent.columns.values()) addInherited(columns, column, step.now);
  }
  if (operation.ofType) addAttributes(columns, step, operation.ofType);
  const { columns: definitions, like: likes } = operation;
  let index = 0;
  for (const definition of definitions) {
    if (likes.length > 0) for (const like of likes) if (like.after === index) likeColumns(step, table, like, columns);
    addOwn(columns, step, table, definition);
    index++;
  }
  for (const like of likes) if (like.after >= definitions.length) likeColumns(step, table, like, columns);
  if (operation.as) addOutput(columns, step, operation.as);
  return columns;
}

function addInherited(columns: NewEntries<Column>, column: Column, now: Moment): void {
  const copy = copyColumn(column);
  copy.inherited = true;
  copy.declared = now;
  copy.identity = undefined;
  if (columns.get(column.name)?.notNull) copy.notNull = true;
  if (copy.notNull) copy.notNullSince = now;
  columns.put(column.name, copy);
}

/** A column that the parent has too is one column, with what its own definition says beside. */
function addOwn(columns: NewEntries<Column>, step: Step, table: Table, definition: ColumnDefinition): void {
  const inherited = columns.get(definition.name);
  const own = newColumn(step, table, definition);
  if (!inherited) {
    columns.put(own.name, own);
    return;
  }
  columns.put(own.name, {
    name: own.name,
    type: definition.type.name === '' ? (inherited.type ?? own.type) : own.type,
    notNull: inherited.notNull || own.notNull,
    default: own.default ?? inherited.default,
    written: own.written ?? inherited.written,
    identity: own.identity ?? inherited.identity,
    generated: own.generated ?? inherited.generated,
    expression: own.expression ?? inherited.expression,
    generatedFrom: own.generatedFrom ?? inherited.generatedFrom,
    collation: own.collation ?? inherited.collation,
    declared: own.declared,
    typed: own.typed,
    notNullSince: own.notNullSince ?? inherited.notNullSince,
    nullableSince: inherited.nullableSince,
    inherited: table.partitionOf ? inherited.inherited : undefined,
    filled: own.filled ?? inherited.filled,
    copied: inherited.copied,
  });
}

function addAttributes(columns: NewEntries<Column>, step: Step, name: QualifiedName): void {
  const type = step.catalog.type(name);
  if (type?.kind !== 'composite') return;
  for (const attribute of type.attributes) columns.put(attribute.name, bareColumn(attribute.name, attribute.type, step.now, step.now));
}

function addOutput(columns: NewEntries<Column>, step: Step, query: NonNullable<CreateTable['as']>): void {
  for (const { name, type } of outputOf(step.catalog, query)) columns.put(name, bareColumn(name, type, step.now, step.now));
}

type Key = ConstraintDefinition & { readonly type: 'primary key' | 'unique' };

/** PostgreSQL names CHECKs first, then what has an index (the primary key before all), then foreign keys. */
function addChecks(step: Step, table: Table, definitions: readonly ConstraintDefinition[]): Table {
  return addEach(step, addEach(step, table, definitions, 'not null'), definitions, 'check');
}

function addKeys(step: Step, table: Table, definitions: readonly ConstraintDefinition[]): void {
  if (definitions.length === 0) return;
  let current = table;
  for (const each of differentKeys(definitions.filter(isKey))) current = define(step, current, each);
  current = addEach(step, current, definitions, 'exclusion');
  addEach(step, current, definitions, 'foreign key');
}

function addEach(step: Step, table: Table, definitions: readonly ConstraintDefinition[], type: ConstraintDefinition['type']): Table {
  let current = table;
  for (const definition of definitions) if (definition.type === type) current = define(step, current, definition);
  return current;
}

function define(step: Step, table: Table, definition: ConstraintDefinition): Table {
  return defineConstraint(step, table, definition, step.moment(definition.mark));
}

function isKey(definition: ConstraintDefinition): definition is Key {
  return definition.type === 'primary key' || definition.type === 'unique';
}

/** One CREATE TABLE makes no two keys that are alike: the first stays, under the only name that was given (transformIndexConstraints). */
function differentKeys(keys: readonly Key[]): readonly Key[] {
  if (keys.length < 2) return keys;
  const kept: Key[] = [];
  for (const each of keys.toSorted((a, b) => Number(b.type === 'primary key') - Number(a.type === 'primary key'))) {
    const at = kept.findIndex((other) => isAlike(other, each));
    const prior = kept[at];
    if (!prior) kept.push(each);
    else if (prior.name === undefined && each.name !== undefined) kept[at] = { ...prior, name: each.name };
  }
  return kept;
}

function isAlike(a: Key, b: Key): boolean {
  return (
    a.columns.join() === b.columns.join() &&
    a.include.join() === b.include.join() &&
    a.nullsNotDistinct === b.nullsNotDistinct &&
    a.deferrable === b.deferrable &&
    a.initiallyDeferred === b.initiallyDeferred
  );
}

/** CHECKs of LIKE … INCLUDING CONSTRAINTS keep their names. */
function copyChecks(catalog: Catalog, from: QualifiedName, table: Table, declared: Moment): Table {
  let current = table;
  if (sameName(from, table.name)) return current;
  for (const constraint of catalog.table(from)?.constraints.values() ?? []) {
    if (constraint.type !== 'check' || current.constraints.has(constraint.name)) continue;
    current = putConstraint(catalog, current, { ...constraint, parent: undefined, declared });
  }
  return current;
}

