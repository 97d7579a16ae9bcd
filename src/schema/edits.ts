import type { Draft } from '../operations/draft.ts';
import type { QualifiedName, TypeName } from '../operations/operation.ts';
import { key, keyFor, type Catalog, type Column, type Constraint, type Index, type Moment, type Table } from './catalog.ts';
import { noEntries } from './entries.ts';
import type { Layered } from './layered.ts';

/** A list with one word in place of another; the same list where it is not there. */
export function replaceWord<W extends string | undefined>(words: readonly W[], from: W, to: W): readonly W[] {
  return words.includes(from) ? words.map((word) => (word === from ? to : word)) : words;
}

export function sameName(a: QualifiedName | undefined, b: QualifiedName): boolean {
  return a?.name === b.name && a.schema === b.schema;
}

/** Adds a key to a set in a map of sets. */
export function link(map: Layered<ReadonlySet<string>>, at: string, member: string): void {
  const set = map.get(at);
  if (!set?.has(member)) map.set(at, new Set(set).add(member));
}

export function unlink(map: Layered<ReadonlySet<string>>, at: string, member: string): void {
  const set = map.get(at);
  if (!set?.has(member)) return;
  if (set.size === 1) {
    map.delete(at);
    return;
  }
  const rest = new Set(set);
  rest.delete(member);
  map.set(at, rest);
}

/** Puts a table back after a change. */
export function putTable(catalog: Catalog, table: Table): Table {
  catalog.tables.set(key(table.name), table);
  return table;
}

/** Puts a column into a table, at its place or behind the others. */
export function putColumn(catalog: Catalog, table: Table, column: Column): Table {
  return putColumns(catalog, table, table.columns.with(column.name, column));
}

/** Puts a constraint into a table and counts its name. */
export function putConstraint(catalog: Catalog, table: Table, constraint: Constraint): Table {
  enterConstraint(catalog, table, constraint);
  return putConstraints(catalog, table, table.constraints.with(constraint.name, constraint));
}

function enterConstraint(catalog: Catalog, table: Table, { name, references }: Constraint): void {
  if (!table.constraints.has(name)) countName(catalog, table.name.schema, name, 1);
  if (references) link(catalog.referrers, key(references.table), key(table.name));
}

/** Puts a constraint and its index into a table, and what it makes of the columns. */
export function putKey(catalog: Catalog, table: Table, constraint: Constraint, index: Index, columns = table.columns): Table {
  enterConstraint(catalog, table, constraint);
  catalog.indexes.set(keyFor(table.name.schema, index.name), table.name);
  const changed = copyTable(table);
  changed.columns = columns;
  changed.constraints = table.constraints.with(constraint.name, constraint);
  changed.indexes = table.indexes.with(index.name, index);
  return putTable(catalog, changed);
}

/** Puts an index into a table and makes it findable. */
export function putIndex(catalog: Catalog, table: Table, index: Index): Table {
  catalog.indexes.set(keyFor(table.name.schema, index.name), table.name);
  return putIndexes(catalog, table, table.indexes.with(index.name, index));
}

/** Puts a table back with other indexes. */
export function putIndexes(catalog: Catalog, table: Table, indexes: Table['indexes']): Table {
  const changed = copyTable(table);
  changed.indexes = indexes;
  return putTable(catalog, changed);
}

/** Puts a table back with other constraints. */
export function putConstraints(catalog: Catalog, table: Table, constraints: Table['constraints']): Table {
  const changed = copyTable(table);
  changed.constraints = constraints;
  return putTable(catalog, changed);
}

/** Puts a table back with other columns. */
export function putColumns(catalog: Catalog, table: Table, columns: Table['columns']): Table {
  const changed = copyTable(table);
  changed.columns = columns;
  return putTable(catalog, changed);
}

/** One constraint of that name more (or, with -1, less) in the schema. */
export function countName(catalog: Catalog, schema: string, name: string, by: 1 | -1): void {
  const at = keyFor(schema, name);
  const count = (catalog.constraintNames.get(at) ?? 0) + by;
  if (count > 0) catalog.constraintNames.set(at, count);
  else catalog.constraintNames.delete(at);
}

const none: readonly never[] = [];

/** A table of which nothing is known yet but its name. */
export function newTable(name: QualifiedName, declared: Moment, partial: boolean): Draft<Table> {
  return {
    name,
    columns: noEntries(),
    constraints: noEntries(),
    indexes: noEntries(),
    triggers: noEntries(),
    policies: noEntries(),
    partial,
    temporary: false,
    foreign: false,
    partitionBy: undefined,
    partitionOf: undefined,
    isDefault: false,
    inherits: none,
    declared,
    renamed: undefined,
  };
}

/** A copy to be changed. By name, as a spread would give each place that writes one a shape of its own, and every reader many. */
export function copyTable(table: Table): Draft<Table> {
  return {
    name: table.name,
    columns: table.columns,
    constraints: table.constraints,
    indexes: table.indexes,
    triggers: table.triggers,
    policies: table.policies,
    partial: table.partial,
    temporary: table.temporary,
    foreign: table.foreign,
    partitionBy: table.partitionBy,
    partitionOf: table.partitionOf,
    isDefault: table.isDefault,
    inherits: table.inherits,
    declared: table.declared,
    renamed: table.renamed,
  };
}

/** A column of which no more is known. */
export function bareColumn(name: string, type: TypeName | undefined, declared: Moment, typed: Moment): Draft<Column> {
  return {
    name,
    type,
    notNull: false,
    default: undefined,
    written: undefined,
    identity: undefined,
    generated: undefined,
    expression: undefined,
    generatedFrom: undefined,
    collation: undefined,
    declared,
    typed,
    notNullSince: undefined,
    nullableSince: undefined,
    inherited: undefined,
    filled: undefined,
    copied: undefined,
  };
}

/** A copy to be changed, of one shape as {@link copyTable}'s. */
export function copyColumn(column: Column): Draft<Column> {
  return {
    name: column.name,
    type: column.type,
    notNull: column.notNull,
    default: column.default,
    written: column.written,
    identity: column.identity,
    generated: column.generated,
    expression: column.expression,
    generatedFrom: column.generatedFrom,
    collation: column.collation,
    declared: column.declared,
    typed: column.typed,
    notNullSince: column.notNullSince,
    nullableSince: column.nullableSince,
    inherited: column.inherited,
    filled: column.filled,
    copied: column.copied,
  };
}
