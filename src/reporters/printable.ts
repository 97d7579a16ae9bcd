/** One character of a terminal, or a tab's four. */
export interface Cell {
  readonly text: string;
  /** Columns that it takes. */
  readonly width: number;
  /** Its offset in the text that it came from. */
  readonly at: number;
}

const tab = '    ';

/** Cuts a line into what a terminal shows of it: tabs as blanks, and nothing in it can steer the terminal. */
export function cells(line: string): readonly Cell[] {
  const result: Cell[] = [];
  let at = 0;
  for (const character of line) {
    result.push(cell(character, at));
    at += character.length;
  }
  return result;
}

function cell(character: string, at: number): Cell {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return { text: character, width: 1, at };
  if (code === 9) return { text: tab, width: tab.length, at };
  if (code < 0x20) return { text: String.fromCodePoint(0x2400 + code), width: 1, at };
  if (isUnsafe(character)) return { text: '\ufffd', width: 1, at };
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return { text: character, width: 0, at };
  return { text: character, width: isWide(code) ? 2 : 1, at };
}

/** Control characters, lone surrogates, and the marks that turn the direction of writing. */
function isUnsafe(character: string): boolean {
  return /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u.test(character);
}

/** East Asian wide and fullwidth characters, and emoji (Unicode Standard Annex 11, rounded to blocks). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0xa4cf], [0xa960, 0xa97f], [0xac00, 0xd7a3], [0xf900, 0xfaff],
  [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x1f300, 0x1f64f], [0x1f680, 0x1f6ff], [0x1f900, 0x1faff], [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return code >= 0x1100 && wide.some(([from, to]) => code >= from && code <= to);
}

/** A name or a message on one line: control characters are spelled out. */
export function oneLine(text: string): string {
  if (!/[^\x20-\x7e]/.test(text)) return text;
  return Array.from(text, (character) => (character === '\n' ? '\\n' : character === '\r' ? '\\r' : character === '\t' ? '\\t' : cell(character, 0).text)).join('');
}

/** A text of several lines without what steers who shows it; tabs and line ends stay. */
export function harmless(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, '\ufffd');
}

/** Text of several lines, each of them safe to print. */
export function lines(block: string): readonly string[] {
  return block.split(/\r\n|\n|\r/).map((line) => (/[^\x20-\x7e]/.test(line) ? cells(line).map(({ text }) => text).join('') : line));
}
