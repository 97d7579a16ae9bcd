import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { effectCases, knows } from './cases.ts';
import { failures } from './failures.ts';
import { serverFolder } from './folder.mjs';
import { readGolden, writeGolden } from './golden.ts';
import { launch, type Client, type Launched } from './launch.ts';
import { isInstalled, majors } from './majors.ts';
import { Observer, type Observation } from './observe.ts';

/** PGMIGLINT_GOLDEN=write takes what happens as what is expected. PGMIGLINT_POSTGRES=12,17 runs these majors alone. */
const write = process.env.PGMIGLINT_GOLDEN === 'write';
const wanted = process.env.PGMIGLINT_POSTGRES?.split(',').map(Number);
const golden = readGolden(effectCases);
const seen = new Map(effectCases.map(({ name }) => [name, new Map(golden.get(name))]));

const settings = { max_connections: 20, timezone: 'UTC', jit: 'off', max_parallel_workers_per_gather: 0, max_parallel_maintenance_workers: 0, log_min_messages: 'panic' };

for (const major of majors) {
  if (wanted && !wanted.includes(major)) continue;
  describe.skipIf(!isInstalled(major))(`PostgreSQL ${major}`, () => { check(major); });
}

test('a server of every major is installed', (context) => {
  const missing = majors.filter((major) => !isInstalled(major));
  if (missing.length > 0) context.skip(`no PostgreSQL ${missing.join(', ')}: npm run setup:postgres`);
});

if (write) test('the golden file is written', () => { writeGolden(effectCases, seen); });

function check(major: number): void {
  let server: Launched | undefined;
  let clients: readonly Client[] = [];
  let observer: Observer;

  beforeAll(async () => {
    server = await launch(serverFolder(major), settings);
    const [client, other] = [await server.connect('postgres'), await server.connect('postgres')];
    clients = [client, other];
    observer = new Observer(client, other);
  });

  afterAll(async () => {
    for (const client of clients) await client.end();
    await server?.stop();
  });

  test.each(effectCases.filter((one) => knows(one, major)))('$name', async ({ name, setup, sql }) => {
    await observer.setUp(setup);
    const observation: Observation = await observer.observe(sql);
    if (write) seen.get(name)?.set(major, observation);
    else expect(observation).toEqual(golden.get(name)?.get(major));
  });

  test.each(failures)('$rule: $sql fails with $sqlstate', async (failure) => {
    const { setup, sql, sqlstate } = failure;
    await observer.setUp([]);
    const state = await observer.sqlState([...setup, sql]);
    if (knows(failure, major)) expect(state).toBe(sqlstate);
    else expect(state).not.toBe(sqlstate);
  });
}
