import { bytes, readString, words } from './memory.ts';

/** A word of a name, as lists have it. */
export interface StringNode {
  readonly String: { readonly sval: string };
}

/** The longest text that is remembered fills so many words of four bytes, a zero behind it included. */
const longest = 8;
const places = 1 << 11;

/**
 * The short texts that were read last, each at the place that its words give it: those words, and its node, which nobody
 * changes. Nine in ten texts of a tree have been read before, most of them a moment ago.
 */
const knownWords = new Int32Array(places * longest);
const knownNodes = new Array<StringNode | undefined>(places);

/** The words of the text that is being read. */
const own = new Int32Array(longest);

/** The highest bit of each byte, and the lowest. */
const high = 0x80808080 | 0;
const low = 0x01010101;

/** What {@link readString} reads, quicker where it is short. */
export function readShortString(pointer = 0): string {
  return readStringNode(pointer).String.sval;
}

export function readStringNode(pointer = 0): StringNode {
  if (pointer === 0) return { String: { sval: '' } };
  const start = pointer >> 2;
  // Words of the grammar itself, such as pg_catalog, begin at any byte.
  const shift = (pointer & 3) << 3;
  let hash = 0;
  for (let index = 0; index < longest; index++) {
    let word = words[start + index] ?? 0;
    if (shift !== 0) word = (word >>> shift) | ((words[start + index + 1] ?? 0) << (32 - shift));
    // Four characters of ASCII: no byte has the highest bit, nor has it when one is taken away.
    const isWhole = ((word | (word - low)) & high) === 0;
    const length = isWhole ? 4 : lengthOf(word);
    if (length < 4) word &= (1 << (length << 3)) - 1;
    if ((word & high) !== 0) break;
    own[index] = word;
    hash = ((hash << 7) | (hash >>> 25)) ^ word;
    if (length === 4) continue;
    const place = (hash ^ (hash >>> 11) ^ (hash >>> 22)) & (places - 1);
    const known = knownNodes[place];
    return known && isKnown(place * longest, index) ? known : remembered(place, index, bytes.toString('latin1', pointer, pointer + index * 4 + length));
  }
  return { String: { sval: readString(pointer) } };
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

function remembered(place: number, last: number, sval: string): StringNode {
  const node = { String: { sval } };
  for (let index = 0; index <= last; index++) knownWords[place * longest + index] = own[index] ?? 0;
  knownNodes[place] = node;
  return node;
}
