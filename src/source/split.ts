import { copyDataEnd, metaCommand, sendsStatement } from './psql.ts';
import type { Span } from './source-file.ts';
import { isBlank, lexeme, nextToken } from './tokens.ts';

/** One statement as the semicolons cut it. */
export interface Piece extends Span {
  /** Where its semicolon ends; the end of the text where it has none. */
  readonly next: number;
  /** What stands between this piece and the one before it is for psql: commands, or data for a COPY. */
  readonly afterGap: boolean;
  /** psql's commands between the piece's own tokens. */
  readonly commands: readonly Span[];
  /** Where a string, quoted name, dollar quote or comment opens that never closes. */
  readonly unterminated?: number;
}

/** What can end a statement or hide a semicolon. */
const landmark = /['"$;\\]|--|\/\*/g;
/** The same where a SQL-standard body (BEGIN ATOMIC … END) may hold semicolons of its own. */
const landmarkOrWord = /['"$;\\]|--|\/\*|\b(?:begin|case|end|atomic)\b/gi;
const anyAtomic = /\batomic\b/i;
const namePart = /[\w$\u0080-\uffff]/;
const rule = /create\s+(?:or\s+replace\s+)?rule\b/iy;

const none: readonly Span[] = [];

/**
 * Cuts SQL at its top-level semicolons, and where psql would send what it has. Every token of the text is in exactly one
 * piece; blanks and comments around a piece and its semicolon are not.
 */
export function* split(text: string): Generator<Piece, void, undefined> {
  const pattern = anyAtomic.test(text) ? landmarkOrWord : landmark;
  let afterGap = false;
  for (let at = 0, first = nextToken(text, at); first; first = nextToken(text, at)) {
    if (text[first.start] === '\\') {
      at = metaCommand(text, first.start).end;
      afterGap = true;
      continue;
    }
    const piece = nextPiece(text, first.start, pattern, afterGap);
    if (piece.end > piece.start) yield piece;
    const data = piece.unterminated === undefined ? copyDataEnd(text, piece.start, piece.next) : undefined;
    at = data ?? piece.next;
    afterGap = data !== undefined;
  }
}

/** @param start - offset of the statement's first token */
function nextPiece(text: string, start: number, pattern: RegExp, afterGap: boolean): Piece {
  rule.lastIndex = start;
  const isRule = rule.test(text);
  let commands = none;
  let parentheses = 0;
  let body = 0;
  let lastWord = '';
  let at = start;
  let end = start;
  for (;;) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const index = match?.index ?? text.length;
    if (isRule) parentheses += nesting(text, at, index);
    const until = trimmed(text, at, index);
    if (until > at) end = until;
    if (!match) return { start, end, next: index, afterGap, commands };
    const found = match[0];
    if (found === ';') {
      if (parentheses <= 0 && body === 0) return { start, end, next: index + 1, afterGap, commands };
      at = end = index + 1;
    } else if (found === '\\') {
      const command = metaCommand(text, index);
      if (sendsStatement(text, index)) return { start, end, next: index, afterGap, commands };
      commands = [...commands, command];
      at = command.end;
    } else if (found.length > 2) {
      const lower = found.toLowerCase();
      if (lower === 'atomic') body += Number(lastWord === 'begin');
      else if (body > 0) body += lower === 'end' ? -1 : Number(lower === 'case');
      lastWord = lower;
      at = end = index + found.length;
    } else {
      const token = lexeme(text, lexemeStart(text, index, start));
      if (!token || token.kind === 'unterminated') {
        return { start, end: trimmed(text, start, text.length), next: text.length, afterGap, commands, unterminated: token?.start ?? index };
      }
      at = token.end;
      if (token.kind !== 'comment') end = at;
    }
  }
}

/** Where the lexeme starts that a quote or a dollar sign belongs to: `E'…'`, and a dollar sign inside a name. */
function lexemeStart(text: string, index: number, limit: number): number {
  if (text[index] === '$') {
    let first = index;
    while (first > limit && namePart.test(text[first - 1] ?? '')) first--;
    return first;
  }
  const prefix = index - 1;
  if (text[index] !== "'" || prefix < limit || !/[eE]/.test(text[prefix] ?? '')) return index;
  return prefix > limit && namePart.test(text[prefix - 1] ?? '') ? index : prefix;
}

function nesting(text: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
  }
  return depth;
}

/** The offset behind the last character between two offsets that is not blank; `from` where all are. */
function trimmed(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}
