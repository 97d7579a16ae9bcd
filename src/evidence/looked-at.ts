import { isSame } from './repeatable.ts';
import type { Context, Operation, Query, QualifiedName } from '../judge/rule.ts';

interface ColumnName {
  readonly table: QualifiedName;
  readonly column: string;
}

/** The names that a column has had in this script: the present one, then those from before it or its table was renamed. */
export function namesOf(table: QualifiedName, column: string, context: Context): readonly ColumnName[] {
  const names: ColumnName[] = [{ table, column }];
  const columns = context.earlierOf('rename-column');
  const tables = context.earlierOf('rename-table');
  if (columns.length + tables.length === 0) return names;
  // The list grows while it is walked; more names than renames would be a circle.
  for (const name of names) {
    if (names.length > columns.length + tables.length) break;
    for (const { operation } of columns) if (operation.newName === name.column && isSame(operation.table, name.table)) names.push({ table: name.table, column: operation.column });
    for (const { operation } of tables) if (operation.newName === name.table.name && operation.table.schema === name.table.schema) names.push({ table: operation.table, column: name.column });
  }
  return names;
}

/** It stands in a branch of a DO block whose condition reads the column: IF NOT EXISTS (SELECT … WHERE …) THEN ALTER TABLE. */
export function isAsked({ within }: Operation, table: QualifiedName, column: string): boolean {
  return within?.reads !== undefined && reads(within.reads, table, column);
}

/** An earlier DO block of this script read the column and would have raised. */
export function isAsserted(table: QualifiedName, column: string, context: Context): boolean {
  if (context.earlierOf('assertion').length === 0) return false;
  return namesOf(table, column, context).some((name) =>
    context.earlier(name.table).some(({ operation }) => operation.kind === 'assertion' && reads(operation.columns, name.table, name.column)),
  );
}

/** Earlier in this script every row went. */
export function isEmptied(table: QualifiedName, context: Context): boolean {
  if (context.earlierOf('truncate').length === 0 && context.earlierOf('delete').length === 0) return false;
  return context.earlier(table).some(({ operation }) => operation.kind === 'truncate' || (operation.kind === 'delete' && !operation.where && !operation.from));
}

/** Earlier in this script rows were deleted by a condition that reads the column. */
export function isCleaned(table: QualifiedName, column: string, context: Context): boolean {
  if (context.earlierOf('delete').length === 0) return false;
  return namesOf(table, column, context).some((name) =>
    context.earlier(name.table).some(({ operation }) => operation.kind === 'delete' && isSame(operation.table, name.table) && operation.where !== undefined && reads(operation.where.columns, name.table, name.column)),
  );
}

/** Whether columns, as an expression or a query names them, include one of a table's. */
export function reads(columns: Query['columns'], table: QualifiedName, column: string): boolean {
  return columns.some((reference) => reference.column === column && (!reference.relation || isSame(reference.relation, table)));
}

/** Something ran earlier in this script whose effect nobody can read here: EXECUTE of a built string, CALL, a DO block in another language. */
export function hasUnreadable(context: Context): boolean {
  if (context.earlierOf('dynamic-sql').length > 0) return true;
  if (context.earlierOf('do').some(({ operation }) => !operation.read)) return true;
  return context.earlierOf('other').some(({ operation }) => operation.command === 'call');
}
