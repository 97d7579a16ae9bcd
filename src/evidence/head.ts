import { endOfHead } from '../postgres/repeatable-sql.ts';
import type { Context, Operation, Report } from '../judge/rule.ts';

/** Where to point for a statement as a whole: at its first words rather than at all of its lines. */
export function headOf({ mark, within }: Operation, context: Context): NonNullable<Report['at']> {
  const { start, end: whole } = within ? context.span(mark) : context.statement.span;
  const end = endOfHead(context.script.file.text, start);
  return end === undefined || end > whole ? mark : { start, end };
}
