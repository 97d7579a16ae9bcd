import { readFileSync } from 'node:fs';
import { grammarWasm } from '../../scripts/grammar-wasm.mjs';

/** In the place of src/parser/wasm-file.ts. */
export function readWasm(path: string | undefined): Promise<Uint8Array> {
  return Promise.resolve(path === undefined ? grammarWasm() : readFileSync(path));
}
