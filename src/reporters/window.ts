import { cells, type Cell } from './printable.ts';
import { redact } from './redact.ts';

/** A source line as it is shown, and where in it a range stands, in columns from 0. */
export interface Shown {
  readonly text: string;
  readonly from: number;
  /** At least one more than `from`. */
  readonly to: number;
}

/** A column for each character. */
const plain = /^[\x20-\x7e]*$/;

/** So much is read around what is shown, for a password's URL to be seen whole. */
const margin = 300;

/**
 * The part of a line around a range, at most `width` columns of it. Looks only at what it shows and a little more: a
 * line may be a megabyte long.
 *
 * @param lineStart - offset of the line in `text`
 * @param start - offset of the range, on this line
 * @param end - offset of the range's end; may lie on a later line
 */
export function window(text: string, lineStart: number, start: number, end: number, width: number): Shown {
  const readFrom = wholeCharacter(text, Math.max(lineStart, start - width));
  const readTo = wholeCharacter(text, lineEnd(text, start, start + width));
  const line = redacted(text, lineStart, readFrom, readTo);
  const whole = readFrom === lineStart && atLineEnd(text, readTo);
  if (whole && line.length <= width && plain.test(line)) {
    const from = Math.min(start - lineStart, line.length);
    return { text: line.trimEnd(), from, to: Math.max(from + 1, Math.min(end - lineStart, line.length)) };
  }
  const all = cells(line);
  const first = all.findIndex(({ at }) => readFrom + at >= start);
  const focus = first < 0 ? all.length : first;
  const behind = all.findIndex(({ at }) => readFrom + at >= end);
  const last = Math.max(behind < 0 ? all.length : behind, focus);

  const { from, to } = whole && columns(all, 0, all.length) <= width ? { from: 0, to: all.length } : choose(all, focus, last, width - 2);
  const left = from > 0 || readFrom > lineStart ? '…' : '';
  const right = to < all.length || !atLineEnd(text, readTo) ? '…' : '';
  const at = left.length + columns(all, from, focus);
  return {
    text: (left + all.slice(from, to).map((cell) => cell.text).join('') + right).trimEnd(),
    from: at,
    to: at + Math.max(1, columns(all, focus, Math.min(last, to))),
  };
}

/** Which cells to show where not all fit: from the line's start where the range lies there, else around the range. */
function choose(all: readonly Cell[], focus: number, last: number, width: number): { from: number; to: number } {
  let from = 0;
  if (columns(all, 0, last) > width) {
    const context = Math.max(0, Math.floor((width - Math.min(columns(all, focus, last), Math.floor(width / 2))) / 2));
    from = focus;
    for (let used = 0; from > 0 && used + (all[from - 1]?.width ?? 0) <= context; from--) used += all[from - 1]?.width ?? 0;
  }
  let to = from;
  for (let used = 0; to < all.length && used + (all[to]?.width ?? 0) <= width; to++) used += all[to]?.width ?? 0;
  return { from, to };
}

/** A part of the text without passwords, those included whose URL lies half outside. */
function redacted(text: string, lineStart: number, from: number, to: number): string {
  const left = Math.max(lineStart, from - margin);
  return redact(text.slice(left, lineEnd(text, to, to + margin))).slice(from - left, to - left);
}

function columns(all: readonly Cell[], from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += all[index]?.width ?? 0;
  return sum;
}

/** Where the line ends that `from` stands on, or `limit` where it is longer. */
export function lineEnd(text: string, from: number, limit = text.length): number {
  const stop = Math.min(limit, text.length);
  let at = from;
  while (at < stop && !isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Where the next line starts. */
export function nextLine(text: string, from: number): number {
  const end = lineEnd(text, from);
  return end + (text.startsWith('\r\n', end) ? 2 : 1);
}

function atLineEnd(text: string, at: number): boolean {
  return at >= text.length || isLineBreak(text.charCodeAt(at));
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff && at > 0 ? at - 1 : at;
}
