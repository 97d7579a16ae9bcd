import type { Operation, Context, Report } from '../judge/rule.ts';

/** Where an operation names something: the first word of that name in it or in its statement, or else the whole operation. */
export function mentioned(name: string, operation: Operation, context: Context): NonNullable<Report['at']> {
  const escaped = name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  const word = new RegExp(`(?<![\\w$])(?:"${escaped.replaceAll('"', '""')}"|${escaped}(?![\\w$"]))`, 'i');
  for (const { start, end } of [context.span(operation.mark), context.statement.span]) {
    const found = word.exec(context.script.file.text.slice(start, end));
    if (found) return { start: start + found.index, end: start + found.index + found[0].length };
  }
  return operation.mark;
}
