import { PGlite } from '@electric-sql/pglite';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isVolatileBuiltIn, isVolatileOfExtension } from '../../src/postgres/volatility.ts';

let server: PGlite;

beforeAll(async () => {
  server = await PGlite.create({ extensions: { pgcrypto, uuid_ossp } });
});

afterAll(async () => {
  await server.close();
});

/** Functions that an expression can call: they give one value, and take none that only the server has. */
const callable = `
  prokind = 'f' AND NOT proretset
  AND prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype, 'void'::regtype, 'internal'::regtype, 'language_handler'::regtype, 'index_am_handler'::regtype)
  AND NOT 'internal'::regtype = ANY (proargtypes::oid[])`;

async function functions(where: string): Promise<readonly { readonly name: string; readonly volatile: boolean }[]> {
  const { rows } = await server.query<{ name: string; volatile: boolean }>(`SELECT proname::text AS name, bool_or(provolatile = 'v') AS volatile FROM pg_proc WHERE ${callable} AND ${where} GROUP BY 1`);
  return rows;
}

describe('volatile functions', () => {
  it('are those of pg_proc, each of its functions that an expression can call', async () => {
    const all = await functions(`pronamespace = 'pg_catalog'::regnamespace`);
    expect(all.length).toBeGreaterThan(2000);
    expect(all.filter(({ name, volatile }) => isVolatileBuiltIn(name) !== volatile).map(({ name }) => name)).toEqual([]);
  });

  it('of extensions are those that they bring', async () => {
    await server.exec('CREATE EXTENSION pgcrypto; CREATE EXTENSION "uuid-ossp"');
    const all = await functions(`pronamespace = 'public'::regnamespace AND proname <> 'gen_random_uuid'`);
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(({ name, volatile }) => isVolatileOfExtension(name) !== volatile).map(({ name }) => name)).toEqual([]);
  });
});
