import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casesOf } from './cases.ts';
import { installation, programOf } from './commands.ts';
import { goldenFile, readGolden, writeGolden } from './golden.ts';
import { runnerNames } from './layouts.ts';
import type { RunnerName } from './layouts.ts';
import { fixtures } from './neutral.ts';
import type { Outcome } from './outcome.ts';
import { runCase } from './run-case.ts';
import { startServer } from './server.ts';
import type { Server } from './server.ts';
import versions from './versions.json' with { type: 'json' };

/** PGMIGLINT_GOLDEN=write takes what happens as what is expected. PGMIGLINT_RUNNER=goose,dbmate and PGMIGLINT_CASE=vacuum,gap run these alone. */
const write = process.env.PGMIGLINT_GOLDEN === 'write';
const wanted = process.env.PGMIGLINT_RUNNER?.split(',');
const wantedCases = process.env.PGMIGLINT_CASE?.split(',');
let server: Server;
let databases = 0;

beforeAll(async () => {
  server = await startServer();
  const client = await server.connect('postgres');
  await client.query('CREATE DATABASE base');
  await client.end();
  const base = await server.connect('base');
  await base.query(readFileSync(join(fixtures, 'base.sql'), 'utf8'));
  await base.end();
}, 60_000);

afterAll(() => server.stop());

for (const runner of runnerNames) {
  if (wanted && !wanted.includes(runner)) continue;
  const installed = existsSync(join(installation(runner), 'installed'));
  describe.skipIf(!installed)(runner, () => { check(runner); });
}

function check(runner: RunnerName): void {
  const cases = casesOf(runner);
  const golden = readGolden(runner);
  const found: Record<string, Outcome> = {};

  test.each(cases.filter(({ name }) => wantedCases?.includes(name) ?? true))('$name', async (one) => {
    const outcome = await runCase(server, runner, one, `case_${++databases}`);
    found[one.name] = outcome;
    if (!write) expect(outcome).toEqual(golden?.cases[one.name]);
  });

  test('the golden file holds these cases and no others', () => {
    if (write) {
      const outcomes = { ...golden?.cases, ...found };
      const kept = cases.flatMap(({ name }) => (outcomes[name] ? [[name, outcomes[name]] as const] : []));
      writeGolden(runner, { runner, version: versions[programOf(runner)], postgres: versions.postgres, cases: Object.fromEntries(kept) });
    }
    expect(Object.keys(readGolden(runner)?.cases ?? {}), goldenFile(runner)).toEqual(cases.map(({ name }) => name));
  });
}
