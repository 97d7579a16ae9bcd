import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { haveNoEquality, keyTypes } from '../../src/postgres/key-types.ts';

let server: PGlite;

beforeAll(async () => {
  server = await PGlite.create();
});

afterAll(async () => {
  await server.close();
});

it('calls types incomparable exactly where a foreign key of one to a key of the other cannot be made', async () => {
  const wrong: string[] = [];
  for (const own of keyTypes) {
    for (const referenced of keyTypes) {
      await server.exec(`DROP TABLE IF EXISTS child, parent; CREATE TABLE parent (k ${referenced} PRIMARY KEY)`);
      const state = await server.exec(`CREATE TABLE child (k ${own} REFERENCES parent)`).then(() => undefined, (error: unknown) => (error as { code?: string }).code);
      if ((state === '42804') !== haveNoEquality(own, referenced)) wrong.push(`${own} to ${referenced}: ${state ?? 'made'}`);
    }
  }
  expect(wrong).toEqual([]);
});
