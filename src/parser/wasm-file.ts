import { readFileSync } from 'node:fs';

/**
 * PostgreSQL's grammar as WebAssembly.
 *
 * @param path - absent: beside this module, where a build put it, or in the installed package
 */
export async function readWasm(path: string | undefined): Promise<Uint8Array> {
  if (path !== undefined) return readFileSync(path);
  try {
    return readFileSync(new URL('libpg-query.wasm', import.meta.url));
  } catch {
    const { createRequire } = await import('node:module');
    return readFileSync(createRequire(import.meta.url).resolve('libpg-query/wasm/libpg-query.wasm'));
  }
}
