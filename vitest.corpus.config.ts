import { defineConfig } from 'vitest/config';

/** The whole of shared/corpus: minutes, not seconds. `npm test` takes samples of it. */
export default defineConfig({
  test: { include: ['test/**/*.corpus.test.ts'], testTimeout: 900_000, hookTimeout: 900_000, fileParallelism: false },
});
