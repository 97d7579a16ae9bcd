import { lexeme } from '../source/tokens.ts';

/**
 * What stands in most rows of data: literals, perhaps cast, and a few words. Whatever the grammar would make of such a
 * row it is one, so that nobody misses it.
 */
const literal = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?|null|true|false|default|now\(\)|current_timestamp)(?:::\w+)?`;
const row = new RegExp(String.raw`\s*\((\s*${literal}(?:\s*,\s*${literal})*\s*)\)`, 'iy');
const more = new RegExp(String.raw`\s*,\s*\(\s*${literal}(?:\s*,\s*${literal})*\s*\)`, 'iy');
const head = /insert\s+into\s+[\w."]+\s*(?:\([\w\s,."]*\)\s*)?values(?=\s*\()/iy;
/** What may stand behind the rows of an INSERT that is repeated, the semicolon included. */
const ending = /[ \t\r\n]*(?:on\s+conflict\s*(?:\([\w\s,"]*\)\s*)?do\s+nothing[ \t\r\n]*)?;/iy;
const landmark = /['"$]|--|\/\*|\binsert\b/gi;

/** An INSERT that says the same as the one before it, but for its data: a fifth of all statements of histories. */
export interface Repeated {
  /** Where the first of them starts, whose tree is that of all. */
  readonly of: number;
  readonly start: number;
  /** Where its semicolon stands. */
  readonly end: number;
}

/** What is left to parse, every offset unchanged. */
export interface Shortened {
  readonly text: string;
  /** The statements that are blanks in the text; in order, those of one behind the other. */
  readonly repeated: readonly Repeated[];
}

const none: readonly never[] = [];

/**
 * The text without the data of its INSERT … VALUES: blanks in their place, so that every offset stays, and one row of
 * one zero for all of them. Half of the tree of a history is such data, and nobody asks for it. Nor are the same
 * words with other data read again. Strings, comments and function bodies stay as they are.
 */
export function withoutRows(text: string): Shortened {
  if (!/\bvalues\s*\(/i.test(text)) return { text, repeated: none };
  const repeated: Repeated[] = [];
  let kept = '';
  let copied = 0;
  landmark.lastIndex = 0;
  for (let match = landmark.exec(text); match; match = landmark.exec(text)) {
    const at = match.index;
    if (match[0].length < 6) {
      landmark.lastIndex = Math.max(lexeme(text, at)?.end ?? at, at + 1);
      continue;
    }
    const found = rowsAt(text, at);
    if (!found) continue;
    kept += `${text.slice(copied, found.from)}0${' '.repeat(found.to - found.from - 2)})`;
    copied = found.to;
    const { end, next } = repetitions(text, at, found, repeated);
    if (next > end) {
      kept += text.slice(copied, end) + ' '.repeat(next - end);
      copied = next;
    }
    landmark.lastIndex = copied;
  }
  return { text: copied === 0 ? text : kept + text.slice(copied), repeated };
}

/** From behind the first bracket to behind the last one. */
interface Rows {
  readonly from: number;
  readonly to: number;
}

/**
 * Collects the INSERTs behind one that repeat it.
 *
 * @returns where the statement itself ends, and the last of them
 */
function repetitions(text: string, at: number, rows: Rows, repeated: Repeated[]): { readonly end: number; readonly next: number } {
  ending.lastIndex = rows.to;
  if (!startsStatement(text, at) || !ending.test(text)) return { end: rows.to, next: rows.to };
  const end = ending.lastIndex;
  const own = text.slice(at, rows.from);
  const tail = text.slice(rows.to, end);
  let next = end;
  for (let start = behindBlanks(text, next); text.startsWith(own, start); start = behindBlanks(text, next)) {
    const others = rowsFrom(text, start + own.length - 1);
    if (!others || !text.startsWith(tail, others.to)) break;
    next = others.to + tail.length;
    repeated.push({ of: at, start, end: next - 1 });
  }
  return { end, next };
}

/** Whether nothing but blanks stands before it, up to a semicolon. */
function startsStatement(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && text.charCodeAt(before) <= 32) before--;
  return before < 0 || text[before] === ';';
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

/** Where the rows of the INSERT at an offset stand. */
function rowsAt(text: string, at: number): Rows | undefined {
  head.lastIndex = at;
  return head.test(text) ? rowsFrom(text, head.lastIndex) : undefined;
}

function rowsFrom(text: string, at: number): Rows | undefined {
  row.lastIndex = at;
  const first = row.exec(text);
  if (!first) return undefined;
  more.lastIndex = row.lastIndex;
  let to = row.lastIndex;
  while (more.test(text)) to = more.lastIndex;
  return { from: row.lastIndex - 1 - (first[1] ?? '').length, to };
}
