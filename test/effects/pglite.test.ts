import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effectCases, knows } from '../real-servers/cases.ts';
import { readGolden } from '../real-servers/golden.ts';
import type { Client } from '../real-servers/launch.ts';
import { Observer } from '../real-servers/observe.ts';

/** PGlite as a client of its own server. */
class Embedded implements Client {
  readonly #server: PGlite;
  readonly #listeners: ((notice: { readonly message?: string }) => void)[] = [];

  constructor(server: PGlite) {
    this.#server = server;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  async query(sql: string): Promise<{ readonly rows: readonly Readonly<Record<string, string>>[] }> {
    const onNotice = ({ message }: { readonly message?: string | undefined }): void => { for (const listener of this.#listeners) listener(message === undefined ? {} : { message }); };
    const results = await this.#server.exec(sql, { onNotice });
    return { rows: (results.at(-1)?.rows ?? []).map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))) };
  }

  on(_: 'notice', listener: (notice: { readonly message?: string }) => void): void {
    this.#listeners.push(listener);
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}

let server: PGlite;
let observer: Observer;

beforeAll(async () => {
  server = await PGlite.create();
  const client = new Embedded(server);
  observer = new Observer(client, client);
}, 60_000);

afterAll(async () => {
  await server.close();
});

/** The record of PostgreSQL 18, in a server that every run of the tests has. Each third case: all of them take too long. */
const golden = readGolden(effectCases);
const some = effectCases.filter((one, index) => index % 3 === 0 && knows(one, 18) && golden.get(one.name)?.get(18)?.error === undefined);

describe('PGlite does what servers of its version did', () => {
  it.each(some)('$name', async ({ name, setup, sql }) => {
    await observer.setUp(setup);
    const seen = await observer.observe(sql);
    const recorded = golden.get(name)?.get(18);
    expect({ ...seen, scans: [] }).toEqual({ ...recorded, scans: [] });
  }, 20_000);
});
