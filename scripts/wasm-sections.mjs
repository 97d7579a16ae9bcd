import { Buffer } from 'node:buffer';

/** The numbers of the sections that are rewritten. */
export const sections = { custom: 0, memory: 5, exports: 7, code: 10 };

/**
 * Where a section of a WebAssembly module stands.
 *
 * @param {Buffer} wasm
 * @param {number} number
 * @returns {{ start: number, end: number, count: number, items: number }} the section with its header, how many items it has, and where they begin
 */
export function section(wasm, number) {
  for (let at = 8; at < wasm.length; ) {
    const start = at;
    const size = readLeb128(wasm, start + 1);
    const end = size.end + size.value;
    const count = readLeb128(wasm, size.end);
    if (wasm[start] === number) return { start, end, count: count.value, items: count.end };
    at = end;
  }
  throw new Error(`no section ${number}`);
}

/** A section with its header. */
export function makeSection(number, payload) {
  return Buffer.concat([Buffer.from([number]), leb128(payload.length), payload]);
}

/** A name as WebAssembly writes it. */
export function name(text) {
  return Buffer.concat([leb128(text.length), Buffer.from(text)]);
}

/** An unsigned number, and where it ends. */
export function readLeb128(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end: at };
  }
}

export function leb128(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
