import type { Draft } from '../operations/draft.ts';
import type { ColumnReference, OutputColumn, QualifiedName, Query, TypeName } from '../operations/operation.ts';
import { key, type Catalog, type Column } from './catalog.ts';

/** A column that a relation or query gives, as far as its type is known. */
export interface Output {
  readonly name: string;
  readonly type?: TypeName;
}

/** The columns of a table or view in order; undefined for a relation that the history does not show whole. */
export function columnsOf(catalog: Catalog, relation: QualifiedName): readonly Output[] | undefined {
  const at = key(relation);
  const table = catalog.tables.get(at);
  if (table) return table.partial ? undefined : table.columns.values().map(({ name, type }) => output(name, type));
  return catalog.views.get(at)?.output;
}

/** Whether the history shows all columns of a relation. */
function isWhole(catalog: Catalog, relation: QualifiedName): boolean {
  const at = key(relation);
  return catalog.tables.get(at)?.partial === false || (!catalog.tables.has(at) && catalog.views.has(at));
}

/** One of {@link columnsOf}. */
function columnOf(catalog: Catalog, relation: QualifiedName, column: string): Pick<Column, 'type'> | Output | undefined {
  const at = key(relation);
  const table = catalog.tables.get(at);
  if (table) return table.partial ? undefined : table.columns.get(column);
  return catalog.views.get(at)?.output.find(({ name }) => name === column);
}

/** The columns that a query returns, `*` spelled out where that is possible. */
export function outputOf(catalog: Catalog, query: Query): readonly Output[] {
  return query.output.flatMap((column) => {
    if (column.star) return (column.from?.relation && columnsOf(catalog, column.from.relation)) ?? [];
    return [output(column.name, typeOf(catalog, query, column))];
  });
}

function output(name: string, type: TypeName | undefined): Output {
  const result: Draft<Output> = { name };
  if (type) result.type = type;
  return result;
}

function typeOf(catalog: Catalog, query: Query, { type, from }: OutputColumn): TypeName | undefined {
  if (type) return type;
  const relation = from && relationOf(catalog, query, from);
  return relation && columnOf(catalog, relation, from.column)?.type;
}

/** The relation that a column of a query belongs to: the only one that has a column of that name. */
function relationOf(catalog: Catalog, query: Query, { relation, column }: ColumnReference): QualifiedName | undefined {
  if (relation) return relation;
  let found: QualifiedName | undefined;
  for (const each of query.relations) {
    if (isWhole(catalog, each) && !columnOf(catalog, each, column)) continue;
    if (found) return undefined;
    found = each;
  }
  return found;
}

/** The columns that a query reads, each with its relation where that can be told, `*` spelled out where it can. */
export function readColumns(catalog: Catalog, query: Query): readonly ColumnReference[] {
  return query.columns.flatMap((reference): readonly ColumnReference[] => {
    const relation = relationOf(catalog, query, reference);
    if (!relation) return [reference];
    if (reference.column !== '*') return [{ relation, column: reference.column }];
    return columnsOf(catalog, relation)?.map(({ name }) => ({ relation, column: name })) ?? [{ relation, column: '*' }];
  });
}
