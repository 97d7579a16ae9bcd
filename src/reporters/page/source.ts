import type { Place } from '../../source/source-file.ts';
import { redact } from '../redact.ts';
import { escaped } from './escape.ts';

/** So much of a line is shown before and behind what is marked. */
const around = 300;
/** More than this of what is marked is not read. */
const longest = 2000;

/** The lines of a place as HTML, numbered, with the place itself marked. */
export function sourceOf({ file, span }: Place): string {
  const { text } = file;
  if (text === '') return '';
  const start = Math.min(span.start, text.length);
  const end = Math.max(start, Math.min(span.end, text.length, start + longest));
  const from = Math.max(start - around, start - file.position(start).column + 1);
  const stop = Math.min(text.length, end + around);
  const lineEnd = text.slice(end, stop).search(/[\r\n]/);
  const to = lineEnd < 0 ? stop : end + lineEnd;
  // Of the same length without its passwords; read a little wider, so that a URL that is cut is seen whole.
  const wide = Math.max(0, from - around);
  const clean = redact(text.slice(wide, to + around)).slice(from - wide, to - wide);
  const [before, marked, behind] = [clean.slice(0, start - from), clean.slice(start - from, end - from), clean.slice(end - from)];
  const cut = end < span.end && end < text.length ? '…' : '';
  const html = `${escaped(before)}<mark>${lineBreaks(escaped(marked))}${cut}</mark>${escaped(behind)}`;
  const first = file.position(start).line;
  return html.split('\n').map((line, index) => `<span class="line"><i>${first + index}</i>${line}</span>`).join('\n');
}

/** A mark ends with its line and begins anew on the next one. */
function lineBreaks(html: string): string {
  return html.replace(/\r\n|\r|\n/g, '</mark>\n<mark>');
}
