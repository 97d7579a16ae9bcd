import { bytes, readString, words } from './memory.ts';
import type { Node } from './nodes.ts';

/** A short text, and the nodes that consist of nothing else. */
export interface Word {
  readonly text: string;
  /** A word of a name, as lists have it. */
  readonly string: { readonly String: { readonly sval: string } };
  /** A column of INSERT, and one of an index: made when they are first met. */
  target: Node | undefined;
  element: Node | undefined;
}

/** The longest text that is remembered fills so many words of four bytes, a zero behind it included. */
const longest = 8;
const places = 1 << 11;

/**
 * The short texts that were read last, each at the place that its words give it: those words, and its nodes, which nobody
 * changes. Nine in ten texts of a tree have been read before, most of them a moment ago.
 */
const knownWords = new Int32Array(places * longest);
const known = new Array<Word | undefined>(places);

/** The words of the text that is being read. */
const own = new Int32Array(longest);

/** The highest bit of each byte, and the lowest. */
const high = 0x80808080 | 0;
const low = 0x01010101;

/** What {@link readString} reads, quicker where it is short. */
export function readShortString(pointer = 0): string {
  return readWord(pointer).text;
}

export function readWord(pointer = 0): Word {
  if (pointer === 0) return wordOf('');
  const start = pointer >> 2;
  // Words of the grammar itself, such as pg_catalog, begin at any byte.
  const shift = (pointer & 3) << 3;
  let hash = 0;
  for (let index = 0; index < longest; index++) {
    let bits = words[start + index] ?? 0;
    if (shift !== 0) bits = (bits >>> shift) | ((words[start + index + 1] ?? 0) << (32 - shift));
    // Four characters of ASCII: no byte has the highest bit, nor has it when one is taken away.
    const isWhole = ((bits | (bits - low)) & high) === 0;
    const length = isWhole ? 4 : lengthOf(bits);
    if (length < 4) bits &= (1 << (length << 3)) - 1;
    if ((bits & high) !== 0) break;
    own[index] = bits;
    hash = ((hash << 7) | (hash >>> 25)) ^ bits;
    if (length === 4) continue;
    const place = (hash ^ (hash >>> 11) ^ (hash >>> 22)) & (places - 1);
    const word = known[place];
    return word && isKnown(place * longest, index) ? word : remembered(place, index, bytes.latin1Slice(pointer, pointer + index * 4 + length));
  }
  return wordOf(readString(pointer));
}

/** The bytes before the first that is zero. */
function lengthOf(word: number): number {
  if ((word & 0xff) === 0) return 0;
  if ((word & 0xff00) === 0) return 1;
  if ((word & 0xff0000) === 0) return 2;
  return word >>> 24 === 0 ? 3 : 4;
}

/** Whether the words from `start` on are those of the text, the last of them included. */
function isKnown(start: number, last: number): boolean {
  for (let index = 0; index <= last; index++) if (knownWords[start + index] !== own[index]) return false;
  return true;
}

function remembered(place: number, last: number, text: string): Word {
  const word = wordOf(text);
  for (let index = 0; index <= last; index++) knownWords[place * longest + index] = own[index] ?? 0;
  known[place] = word;
  return word;
}

function wordOf(text: string): Word {
  const content = { sval: text };
  return { text, string: { String: content }, target: undefined, element: undefined };
}
