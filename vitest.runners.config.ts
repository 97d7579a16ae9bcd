import { defineConfig } from 'vitest/config';

/** Real runners against a real server; `npm run setup:runners` installs both. `npm test` compares with what is recorded here. */
export default defineConfig({
  test: { include: ['test/real-runners/*.runners.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
