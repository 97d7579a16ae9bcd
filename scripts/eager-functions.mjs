import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/**
 * The functions of libpg-query.wasm (18.1.5) that every parse calls and that are long: together they are half of what a
 * first parse compiles. Found by compiling each of the twenty longest ahead and timing the first parse.
 */
const known = { sha256: '378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36', functions: [12, 115] };

/** The layout that V8 reads under --experimental-wasm-compilation-hints: a byte a function, strategy and two tiers. */
const lazy = 0b01_01_01;
const eager = 0b01_01_10;

/**
 * Tells V8 which functions to compile at once, on other threads, while the rest is compiled when it is called. A module
 * with such a section is the same module to whoever does not know it.
 *
 * @param {Buffer} wasm
 * @returns {Buffer} as it was, where it is another build of the library
 */
export function withEagerFunctions(wasm) {
  if (createHash('sha256').update(wasm).digest('hex') !== known.sha256) {
    console.warn('libpg-query.wasm is not the one that scripts/eager-functions.mjs knows: its first parse takes longer');
    return wasm;
  }
  const code = codeSection(wasm);
  const name = Buffer.from('compilationHints');
  const hints = Buffer.alloc(code.functions, lazy);
  for (const index of known.functions) hints[index] = eager;
  const payload = Buffer.concat([leb128(name.length), name, leb128(code.functions), hints]);
  return Buffer.concat([wasm.subarray(0, code.start), Buffer.from([0]), leb128(payload.length), payload, wasm.subarray(code.start)]);
}

function codeSection(wasm) {
  for (let at = 8; at < wasm.length; ) {
    const start = at;
    const size = readLeb128(wasm, start + 1);
    if (wasm[start] === 10) return { start, functions: readLeb128(wasm, size.end).value };
    at = size.end + size.value;
  }
  throw new Error('no code section');
}

function readLeb128(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end: at };
  }
}

function leb128(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
