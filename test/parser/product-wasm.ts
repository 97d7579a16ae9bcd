import { fileURLToPath } from 'node:url';

/** For Vitest: tests parse with the module as the product carries it, not as the package does. */
export const productWasm = [{ find: /^\.\/wasm-file\.ts$/, replacement: fileURLToPath(new URL('read-product-wasm.ts', import.meta.url)) }];
