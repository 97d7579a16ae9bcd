import type { Span } from '../source/source-file.ts';

/** What a line is to a runner that cuts by lines. */
export type LineKind = 'statement begin' | 'statement end' | 'directive' | undefined;

/**
 * Cuts SQL as goose and sql-migrate do: by lines, where the last word before a comment ends with a semicolon, or at the
 * marks of a block. Quotes and dollar quotes mean nothing to them.
 *
 * @param kind - what the runner sees in a line
 * @returns what is sent as one query string each; an unterminated rest is the last
 */
export function cutByLines(text: string, section: Span, kind: (line: string) => LineKind): Span[] {
  const found: Span[] = [];
  let block = false;
  let start = -1;
  for (let at = section.start; at < section.end; ) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 || newline >= section.end ? section.end : newline + 1;
    const line = text.slice(at, next);
    const what = kind(line);
    if (what === 'statement begin') {
      block = true;
      start = -1;
    } else if (what === 'statement end') {
      if (start !== -1) found.push({ start, end: at });
      block = false;
      start = -1;
    } else if (what === undefined) {
      if (start === -1 && !isBlankOrComment(line)) start = at;
      if (!block && start !== -1 && endsStatement(line)) {
        found.push({ start, end: at + line.trimEnd().length });
        start = -1;
      }
    }
    at = next;
  }
  if (start !== -1) found.push({ start, end: section.end });
  return found;
}

/** What is left at the end of a section without a semicolon that ends its line; undefined where all is ended. */
export function unterminated(text: string, section: Span, chunks: readonly Span[]): Span | undefined {
  const last = chunks.at(-1);
  if (last?.end !== section.end) return undefined;
  const rest = text.slice(last.start, last.end).trimEnd();
  return endsStatement(rest.slice(rest.lastIndexOf('\n') + 1)) ? undefined : { start: last.start, end: last.start + (rest.search(/\r?\n|$/)) };
}

/** The first line that is neither blank nor a comment of hyphens. */
export function firstLineOfSql(text: string, start: number, end: number): Span | undefined {
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 || newline >= end ? end : newline + 1;
    const line = text.slice(at, next);
    if (!isBlankOrComment(line)) return { start: at, end: at + line.trimEnd().length };
    at = next;
  }
  return undefined;
}

function isBlankOrComment(line: string): boolean {
  const text = line.trimStart();
  return text === '' || text.startsWith('--');
}

function endsStatement(line: string): boolean {
  if (!line.includes(';')) return false;
  if (!line.includes('--')) return line.trimEnd().endsWith(';');
  let last = '';
  for (const word of line.split(/\s+/)) {
    if (word.startsWith('--')) break;
    if (word !== '') last = word;
  }
  return last.endsWith(';');
}
