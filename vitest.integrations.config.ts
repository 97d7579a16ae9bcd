import { defineConfig } from 'vitest/config';

/** The real programs on the other side; `npm run setup:integrations` installs them, and what is not there is skipped. */
export default defineConfig({
  test: { include: ['test/integrations/*.integrations.ts'], testTimeout: 300_000, hookTimeout: 600_000, fileParallelism: false },
});
