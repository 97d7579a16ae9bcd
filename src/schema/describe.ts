import { formatType } from '../postgres/types.ts';
import type { Catalog, Column, Constraint, Index, Table } from './catalog.ts';
import { temporarySchema } from './session.ts';

/** The catalog as `pgmiglint schema --format json` prints it. */
export interface SchemaDescription {
  /** By schema and name. */
  readonly tables: readonly TableDescription[];
  readonly enums: readonly EnumDescription[];
}

export interface TableDescription {
  readonly schema: string;
  readonly name: string;
  /** In the order of the table. */
  readonly columns: readonly ColumnDescription[];
  /** By name; a NOT NULL is its column's. */
  readonly constraints: readonly ConstraintDescription[];
  /** By name, those of constraints included. */
  readonly indexes: readonly IndexDescription[];
}

interface ColumnDescription {
  readonly name: string;
  /** As `format_type` spells it; `unknown` where the history does not tell. */
  readonly type: string;
  readonly notNull: boolean;
  /** As written. */
  readonly default?: string;
}

interface ConstraintDescription {
  readonly name: string;
  readonly type: 'primary key' | 'unique' | 'check' | 'foreign key' | 'exclusion';
  readonly columns: readonly string[];
  readonly validated: boolean;
}

interface IndexDescription {
  readonly name: string;
  /** Columns, and expressions as written. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly valid: boolean;
}

interface EnumDescription {
  readonly schema: string;
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * A catalog as plain data.
 *
 * @param searchPath - schemas whose types go without their schema
 */
export function describe(catalog: Catalog, searchPath: readonly string[] = ['public']): SchemaDescription {
  const tables = catalog.tables.values().filter(({ name }) => name.schema !== temporarySchema);
  const enums = catalog.types.values().flatMap((type) => (type.kind === 'enum' ? [{ ...type.name, values: type.values }] : []));
  return {
    tables: tables.map((table) => describeTable(table, searchPath)).sort(bySchemaAndName),
    enums: enums.sort(bySchemaAndName),
  };
}

function describeTable({ name, columns, constraints, indexes }: Table, searchPath: readonly string[]): TableDescription {
  return {
    schema: name.schema,
    name: name.name,
    columns: Array.from(columns.values(), (column) => describeColumn(column, searchPath)),
    constraints: [...constraints.values()].flatMap(describeConstraint).sort(byName),
    indexes: Array.from(indexes.values(), describeIndex).sort(byName),
  };
}

function describeColumn({ name, type, notNull, written }: Column, searchPath: readonly string[]): ColumnDescription {
  const spelled = type ? formatType(type, searchPath) : 'unknown';
  return { name, type: spelled, notNull, ...(written ? { default: written.text } : {}) };
}

function describeConstraint({ name, type, columns, validated }: Constraint): ConstraintDescription[] {
  return type === 'not null' ? [] : [{ name, type, columns, validated }];
}

function describeIndex({ name, columns, expressions, unique, valid }: Index): IndexDescription {
  let next = 0;
  return { name, columns: columns.map((column) => column ?? expressions[next++] ?? ''), unique, valid };
}

function bySchemaAndName(a: { readonly schema: string; readonly name: string }, b: { readonly schema: string; readonly name: string }): number {
  return a.schema === b.schema ? byName(a, b) : byText(a.schema, b.schema);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return byText(a.name, b.name);
}

/** By UTF-16 units, wherever the program runs. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
