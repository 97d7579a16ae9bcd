import { configDefaults, defineConfig } from 'vitest/config';
import { productWasm } from './test/parser/product-wasm.ts';

export default defineConfig({
  resolve: { alias: productWasm },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/**/*.corpus.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
