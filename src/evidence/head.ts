import { headLength } from '../postgres/repeatable-sql.ts';
import type { Context, Operation, Report } from '../judge/rule.ts';

/** Where to point for a statement as a whole: at its first words rather than at all of its lines. */
export function headOf({ mark, within }: Operation, context: Context): NonNullable<Report['at']> {
  const length = headLength(within ? context.text(mark) : context.sql);
  if (length === undefined) return mark;
  const { start } = within ? context.span(mark) : context.statement.span;
  return { start, end: start + length };
}
