import { headLength } from '../postgres/repeatable-sql.ts';
import type { Context, Operation, Report } from './rule.ts';

/** Where to point for a statement as a whole: at its first words rather than at all of its lines. */
export function headOf(operation: Operation, { statement, sql }: Context): NonNullable<Report['at']> {
  const length = operation.within ? undefined : headLength(sql);
  const { start } = statement.span;
  return length === undefined ? operation.mark : { start, end: start + length };
}
