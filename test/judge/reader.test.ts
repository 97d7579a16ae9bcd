import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaults } from '../../src/config/load.ts';
import type { Config } from '../../src/config/config.ts';
import { lint } from '../../src/lint.ts';
import { discover } from '../../src/project/discover.ts';

const cwd = join(import.meta.dirname, '../../fixtures/demo/db');

async function found(config: Config): Promise<string[]> {
  const { findings } = await lint(await discover({ cwd, paths: [], config }), { config });
  return findings.map(({ rule, place }) => `${place.file.path}:${place.file.position(place.span.start).line} ${rule}`);
}

it('the second reader finds in the demo what PostgreSQL\'s grammar finds', async () => {
  const first = await found(defaults);
  expect(first).toHaveLength(6);
  expect(await found({ ...defaults, parser: 'pgsql-ast-parser' })).toEqual(first);
});
