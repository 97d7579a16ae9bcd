import type { Span } from './source-file.ts';

const copyFromStdin = /copy\b[^;]*\bfrom\s+stdin\b/iy;
const dataEnd = /^\\\.[ \t]*$/gm;
const sending = /\\(?:g|gx|gset|gexec|gdesc|crosstabview|watch)\b/y;

/**
 * What psql takes from the script as data for a COPY … FROM stdin.
 *
 * @param statement - the statement's start
 * @param after - where its semicolon ends
 * @returns the offset behind the line `\.`; undefined where the statement reads no such data
 */
export function copyDataEnd(text: string, statement: number, after: number): number | undefined {
  copyFromStdin.lastIndex = statement;
  if (!copyFromStdin.test(text)) return undefined;
  dataEnd.lastIndex = after;
  return dataEnd.test(text) ? dataEnd.lastIndex : undefined;
}

/** The meta-command at a backslash: to the end of its line, or to the end of the text. */
export function metaCommand(text: string, at: number): Span {
  const end = text.indexOf('\n', at);
  return { start: at, end: end < 0 ? text.length : end };
}

/** Whether a meta-command sends the statement before it, as a semicolon does: `\gset`, `\gexec`. */
export function sendsStatement(text: string, at: number): boolean {
  sending.lastIndex = at;
  return sending.test(text);
}
