import { isSame } from './repeatable.ts';
import type { Context, Query, QualifiedName } from './rule.ts';

/** An earlier DO block of this script read the column and would have raised. */
export function isAsserted(table: QualifiedName, column: string, context: Context): boolean {
  return context.earlier(table).some(({ operation }) => operation.kind === 'assertion' && reads(operation.columns, table, column));
}

/** Earlier in this script every row went. */
export function isEmptied(table: QualifiedName, context: Context): boolean {
  return context.earlier(table).some(({ operation }) => operation.kind === 'truncate' || (operation.kind === 'delete' && !operation.where && !operation.from));
}

/** Earlier in this script rows were deleted by a condition that reads the column. */
export function isCleaned(table: QualifiedName, column: string, context: Context): boolean {
  return context.earlier(table).some(({ operation }) => operation.kind === 'delete' && isSame(operation.table, table) && operation.where !== undefined && reads(operation.where.columns, table, column));
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
