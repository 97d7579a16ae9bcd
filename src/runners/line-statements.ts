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

function isBlankOrComment(line: string): boolean {
  const text = line.trimStart();
  return text === '' || text.startsWith('--');
}

function endsStatement(line: string): boolean {
  if (!line.includes(';')) return false;
  let last = '';
  for (const word of line.split(/\s+/)) {
    if (word.startsWith('--')) break;
    if (word !== '') last = word;
  }
  return last.endsWith(';');
}
