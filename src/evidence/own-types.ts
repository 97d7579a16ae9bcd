import type { Column, Table } from '../judge/rule.ts';

const none: readonly never[] = [];
const known = new WeakMap<Table, readonly Column[]>();

/** The columns of a table whose type is none of PostgreSQL's own: enums, domains, composite types. Most tables have none, and are asked again and again. */
export function columnsOfOwnTypes(table: Table): readonly Column[] {
  const found = known.get(table);
  if (found) return found;
  let columns: Column[] | undefined;
  table.columns.forEach((column) => {
    if (column.type !== undefined && column.type.schema !== 'pg_catalog') (columns ??= []).push(column);
  });
  known.set(table, columns ?? none);
  return columns ?? none;
}
