import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { neverImmutable, unstableCasts } from '../../src/postgres/immutability.ts';

let server: PGlite;

beforeAll(async () => {
  server = await PGlite.create();
});

afterAll(async () => {
  await server.close();
});

it('lists functions of which pg_proc has no immutable form', async () => {
  const { rows } = await server.query<{ name: string }>(`SELECT proname AS name FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace GROUP BY proname HAVING bool_and(provolatile <> 'i')`);
  const right = new Set(rows.map(({ name }) => name));
  expect(neverImmutable.filter((name) => !right.has(name))).toEqual([]);
});

it.each(unstableCasts)('an index over a cast from %s to %s is refused', async (from, to) => {
  await server.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (v ${from})`);
  await expect(server.exec(`CREATE INDEX ON t ((v::${to}))`)).rejects.toMatchObject({ code: '42P17' });
});
