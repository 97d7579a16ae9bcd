import { defineConfig } from 'vitest/config';
import { productWasm } from './test/parser/product-wasm.ts';

/** The whole of shared/corpus: minutes, not seconds. `npm test` takes samples of it. */
export default defineConfig({
  resolve: { alias: productWasm },
  test: { include: ['test/**/*.corpus.test.ts'], testTimeout: 900_000, hookTimeout: 900_000, fileParallelism: false },
});
