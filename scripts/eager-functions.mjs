import { Buffer } from 'node:buffer';
import { leb128, makeSection, name, section, sections } from './wasm-sections.mjs';

/**
 * The two longest functions of libpg-query.wasm (18.1.5) that every parse calls, the parser and the lexer: nine tenths of what a
 * first parse compiles, as --trace-wasm-compilation-times tells. Numbered without the imports.
 */
const eagerFunctions = [115, 152];

/** The layout that V8 reads under --experimental-wasm-compilation-hints: a byte a function, strategy and two tiers. */
const lazy = 0b01_01_01;
const eager = 0b01_01_10;

/**
 * Tells V8 which functions to compile at once, on other threads, while the rest is compiled when it is called. A module
 * with such a section is the same module to whoever does not know it.
 *
 * @param {Buffer} wasm - the build that scripts/grammar-wasm.mjs knows
 * @returns {Buffer}
 */
export function withEagerFunctions(wasm) {
  const { start, count } = section(wasm, sections.code);
  const hints = Buffer.alloc(count, lazy);
  for (const index of eagerFunctions) hints[index] = eager;
  const custom = makeSection(sections.custom, Buffer.concat([name('compilationHints'), leb128(count), hints]));
  return Buffer.concat([wasm.subarray(0, start), custom, wasm.subarray(start)]);
}
