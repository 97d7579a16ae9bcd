import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { withEagerFunctions } from './eager-functions.mjs';
import { withLessMemory } from './initial-memory.mjs';
import { parserFunctions, withExports } from './inner-functions.mjs';

/** libpg-query 18.1.5 */
const known = '378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36';

/** @returns {Buffer} the package's module as it is */
export function packagedWasm() {
  return readFileSync(createRequire(import.meta.url).resolve('libpg-query/wasm/libpg-query.wasm'));
}

/** Whether a module is the build whose functions these scripts know by their numbers. */
export function isKnown(wasm) {
  return createHash('sha256').update(wasm).digest('hex') === known;
}

/**
 * PostgreSQL's grammar as the product carries it: its trees can be read from memory, V8 knows what to compile first, and
 * it asks for less memory.
 *
 * @returns {Buffer} where the package holds another build, almost as it was: all works, but slower
 */
export function grammarWasm() {
  const wasm = packagedWasm();
  if (isKnown(wasm)) return withLessMemory(withEagerFunctions(withExports(wasm, parserFunctions)));
  console.warn('libpg-query.wasm is not the one that scripts/grammar-wasm.mjs knows: parsing takes twice as long');
  return withLessMemory(wasm);
}
