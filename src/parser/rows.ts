import { lexeme } from '../source/tokens.ts';

/**
 * What stands in most rows of data: literals, perhaps cast, and a few words. Whatever the grammar would make of such a
 * row it is one, so that nobody misses it.
 */
const literal = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?|null|true|false|default|now\(\)|current_timestamp)(?:::\w+)?`;
const row = new RegExp(String.raw`\s*\((\s*${literal}(?:\s*,\s*${literal})*\s*)\)`, 'iy');
const more = new RegExp(String.raw`\s*,\s*\(\s*${literal}(?:\s*,\s*${literal})*\s*\)`, 'iy');
const head = /insert\s+into\s+[\w."]+\s*(?:\([\w\s,."]*\)\s*)?values(?=\s*\()/iy;
const landmark = /['"$]|--|\/\*|\binsert\b/gi;

/**
 * The text without the data of its INSERT … VALUES: blanks in their place, so that every offset stays, and one row of
 * one zero for all of them. Half of the tree of a history is such data, and nobody asks for it. Strings, comments
 * and function bodies stay as they are.
 */
export function withoutRows(text: string): string {
  if (!/\bvalues\s*\(/i.test(text)) return text;
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
    landmark.lastIndex = found.to;
  }
  return copied === 0 ? text : kept + text.slice(copied);
}

/** Where the rows of the INSERT at an offset stand: from behind the first bracket to behind the last one. */
function rowsAt(text: string, at: number): { readonly from: number; readonly to: number } | undefined {
  head.lastIndex = at;
  if (!head.test(text)) return undefined;
  row.lastIndex = head.lastIndex;
  const first = row.exec(text);
  if (!first) return undefined;
  more.lastIndex = row.lastIndex;
  let to = row.lastIndex;
  while (more.test(text)) to = more.lastIndex;
  return { from: row.lastIndex - 1 - (first[1] ?? '').length, to };
}
