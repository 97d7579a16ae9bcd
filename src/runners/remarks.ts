import type { Remark } from '../project/migration.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { split } from '../source/split.ts';
import { nextToken } from '../source/tokens.ts';
import type { Section } from './runner.ts';
import { linesWith } from './sections.ts';
import type { DirectiveLine } from './sections.ts';

/** A directive that the runner ignores, refuses or misreads. */
export function misplaced({ start, end }: Span, message: string): Remark {
  return { kind: 'misplaced directive', span: { start, end }, message };
}

/** Text that the runner cuts apart or drops. */
export function broken({ start, end }: Span, message: string): Remark {
  return { kind: 'split statement', span: { start, end }, message };
}

/** A file that the runner does not run for its name. */
export function ignored({ start, end }: Span, message: string): Remark {
  return { kind: 'ignored file', span: { start, end }, message };
}

/** The lines that hold one of the words, in the order of the file. Costs a search for each where there is none. */
export function linesWithAny(text: string, words: readonly string[]): DirectiveLine[] {
  if (!words.some((word) => text.includes(word))) return [];
  const found = new Map<number, DirectiveLine>();
  for (const word of words) for (const line of linesWith(text, word)) found.set(line.start, line);
  return [...found.values()].sort((a, b) => a.start - b.start);
}

export function lineNumber(file: SourceFile, offset: number): number {
  return file.position(offset).line;
}

/** The first line of SQL, rather than of comments, between two offsets. */
export function firstSql(text: string, start: number, end: number): Span | undefined {
  const token = nextToken(text, start, end);
  if (!token) return undefined;
  return { start: token.start, end: endOfLine(text, token.start) };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}

/** A statement that the runner cuts, and where. */
export interface Cut {
  /** The statement's first line. */
  readonly span: Span;
  /** Behind the last character of the first part. */
  readonly at: number;
}

/** The statements of a section that end in another chunk than they begin in. */
export function cutStatements(text: string, { span, chunks = [] }: Section): Cut[] {
  if (!chunks.some((chunk) => canBeCut(text, chunk))) return [];
  const found: Cut[] = [];
  let next = 0;
  for (const piece of split(text.slice(span.start, span.end))) {
    const start = span.start + piece.start;
    const end = span.start + piece.end;
    while (next < chunks.length && (chunks[next]?.end ?? 0) <= start) next++;
    const first = chunks[next];
    if (piece.unterminated === undefined && first && first.end < end) found.push({ span: { start, end: Math.min(end, endOfLine(text, start)) }, at: first.end });
  }
  return found;
}

/** Semicolons inside a statement stand in quotes, dollar quotes, comments or a body of SQL: most chunks hold none of these. */
function canBeCut(text: string, { start, end }: Span): boolean {
  const chunk = text.slice(start, end);
  if (chunk.includes('$') || chunk.includes('/*') || chunk.includes('"') || /\batomic\b/i.test(chunk)) return true;
  let quotes = 0;
  for (let at = chunk.indexOf("'"); at !== -1; at = chunk.indexOf("'", at + 1)) quotes++;
  return quotes % 2 === 1;
}
