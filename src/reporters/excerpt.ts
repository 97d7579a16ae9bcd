import type { Place } from '../source/source-file.ts';
import type { Paint } from './palette.ts';
import { lineEnd, nextLine, window } from './window.ts';

/** How an excerpt is drawn. */
export interface Frame {
  /** Digits of the largest line number that is to stand in line with this one's. */
  readonly digits: number;
  /** Columns for the source itself. */
  readonly width: number;
  /** What underlines: `^` for the finding, `-` for what belongs to it. */
  readonly mark: '^' | '-';
  readonly paint: Paint;
  readonly frame: Paint;
}

/** A span of more lines than this is shown by its first ones and its last. */
const mostLines = 6;

/** The source lines of a place, numbered, with its span underlined; a span of several lines has a bar at its side. */
export function excerpt({ file, span }: Place, style: Frame): readonly string[] {
  const { text } = file;
  const start = Math.min(span.start, text.length);
  const end = trimmedEnd(text, start, Math.min(span.end, text.length));
  const first = file.position(start);
  const last = file.position(Math.max(start, end - 1));
  const lineStart = start - first.column + 1;
  const empty = gutter('', style);
  if (first.line === last.line) {
    const shown = window(text, lineStart, start, end, style.width);
    return [empty, gutter(first.line, style, shown.text), gutter('', style, ' '.repeat(shown.from) + style.paint(style.mark.repeat(shown.to - shown.from)))];
  }

  const width = style.width - 2;
  const bar = style.paint('|');
  const head = window(text, lineStart, start, lineEnd(text, start, start + width), width);
  const blank = text.slice(Math.max(lineStart, start - width), start).trim() === '';
  const drawn = blank
    ? [empty, gutter(first.line, style, `${style.paint('/')} ${head.text}`)]
    : [empty, gutter(first.line, style, `  ${head.text}`), gutter('', style, ` ${style.paint('_'.repeat(head.from + 1) + style.mark)}`)];
  const shownLines = last.line - first.line < mostLines ? last.line - first.line - 1 : mostLines - 3;
  let at = nextLine(text, start);
  for (let line = first.line + 1; line <= first.line + shownLines; line++) {
    drawn.push(gutter(line, style, `${bar} ${window(text, at, at, at, width).text}`));
    at = nextLine(text, at);
  }
  if (first.line + shownLines + 1 < last.line) drawn.push(style.frame('...'.padEnd(style.digits + 3)) + bar);
  const tail = window(text, end - last.column, end - 1, end, width);
  drawn.push(gutter(last.line, style, `${bar} ${tail.text}`), gutter('', style, style.paint(`|${'_'.repeat(tail.to)}${style.mark}`)));
  return drawn;
}

/** The line that an excerpt reaches down to. */
export function lastLine({ file, span }: Place): number {
  const start = Math.min(span.start, file.text.length);
  return file.position(Math.max(start, trimmedEnd(file.text, start, Math.min(span.end, file.text.length)) - 1)).line;
}

/** `12 | source`, or `   | ` without a number. */
export function gutter(line: number | '', { digits, frame }: Pick<Frame, 'digits' | 'frame'>, source = ''): string {
  const bar = `${String(line).padStart(digits)} |`;
  return source === '' ? frame(bar) : `${frame(bar)} ${source}`;
}

/** Line breaks and blanks at a span's end are nothing to look at. */
function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}
