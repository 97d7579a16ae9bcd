import { Buffer } from 'node:buffer';

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
  for (let at = 8; at < wasm.length; ) {
    const size = leb128(wasm, at + 1);
    if (wasm[at] === 5) return replaced(wasm, size.end);
    at = size.end + size.value;
  }
  throw new Error('no memory section');
}

/** A number may be written in more bytes than it needs: nothing moves. */
function replaced(wasm, start) {
  // The count of memories, and the flags of the first.
  const at = start + 2;
  const { value, end } = leb128(wasm, at);
  if (value < pages) throw new Error(`libpg-query.wasm asks for ${value} pages: scripts/initial-memory.mjs is not needed any more`);
  const result = Buffer.from(wasm);
  for (let byte = at, rest = pages; byte < end; byte++, rest >>>= 7) result[byte] = (rest & 127) | (byte < end - 1 ? 128 : 0);
  return result;
}

function leb128(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end: at };
  }
}
