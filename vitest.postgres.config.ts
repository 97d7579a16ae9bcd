import { defineConfig } from 'vitest/config';

/** PostgreSQL servers of every major; `npm run setup:postgres` installs them. `npm test` compares with what is recorded here. */
export default defineConfig({
  test: { include: ['test/real-servers/*.postgres.ts'], testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false },
});
