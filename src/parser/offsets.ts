/**
 * How bytes of UTF-8 in a parsed text become UTF-16 offsets in its file. Costs nothing where the text is ASCII; else a
 * table of the places where the two differ, made when first asked.
 *
 * @param base - where the parsed text starts in the file
 */
export function offsets(text: string, base: number, isAscii: boolean): (location: number) => number {
  if (isAscii) return base === 0 ? identity : (location) => base + location;
  let table: Table | undefined;
  return (location) => {
    table ??= tableOf(text);
    return base + location - shiftAt(table, location);
  };
}

function identity(location: number): number {
  return location;
}

interface Table {
  /** Bytes from the start of the text to behind each character that is not ASCII. */
  readonly bytes: readonly number[];
  /** How many more bytes than UTF-16 units there are up to that place. */
  readonly shifts: readonly number[];
}

function tableOf(text: string): Table {
  const bytes: number[] = [];
  const shifts: number[] = [];
  const beyondAscii = /[\u0080-\uffff]/g;
  let shift = 0;
  for (let match = beyondAscii.exec(text); match; match = beyondAscii.exec(text)) {
    const code = text.charCodeAt(match.index);
    // The halves of a surrogate pair take two bytes each.
    const isHalf = code >= 0xd800 && code < 0xe000;
    shift += code < 0x800 || isHalf ? 1 : 2;
    bytes.push(match.index + 1 + shift);
    shifts.push(shift);
  }
  return { bytes, shifts };
}

function shiftAt({ bytes, shifts }: Table, location: number): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bytes[middle] ?? 0) <= location) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1] ?? 0;
}
