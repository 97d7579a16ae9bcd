import { Buffer } from 'node:buffer';
import { readLeb128, section, sections } from './wasm-sections.mjs';

/**
 * Pages of 64 KiB that libpg-query.wasm needs before it grows: 33 MB for its data and its stack, and room for the trees of
 * most scripts. It asks for 128 MB, which V8 takes for pressure and collects garbage at every start.
 */
const pages = 640;

/**
 * @param {Buffer} wasm
 * @returns {Buffer} the same module with less memory at first; it grows as before
 */
export function withLessMemory(wasm) {
  // The flags of the first memory, then how many pages it has at least.
  const at = section(wasm, sections.memory).items + 1;
  const { value, end } = readLeb128(wasm, at);
  if (value < pages) throw new Error(`libpg-query.wasm asks for ${value} pages: scripts/initial-memory.mjs is not needed any more`);
  const result = Buffer.from(wasm);
  // A number may be written in more bytes than it needs: nothing moves.
  for (let byte = at, rest = pages; byte < end; byte++, rest >>>= 7) result[byte] = (rest & 127) | (byte < end - 1 ? 128 : 0);
  return result;
}
