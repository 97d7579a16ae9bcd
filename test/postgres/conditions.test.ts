import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { catches, conditionName, duplicateState } from '../../src/postgres/conditions.ts';
import { send, startServer } from '../rules/server.ts';
import { sqlParts } from './sql-parts.ts';

await loadGrammar();
const parts = sqlParts('made-twice.sql', ['twice']);

let server: PGlite;

beforeAll(async () => {
  server = await startServer();
  for (const { sql } of parts.get('') ?? []) expect(await send(server, sql)).toBeUndefined();
});

afterAll(async () => {
  await server.close();
});

describe('what a second CREATE answers', () => {
  it.each(parts.get('twice') ?? [])('$sql', async ({ sql, operations }) => {
    await send(server, sql);
    const state = await send(server, sql);
    expect(state).toBeDefined();
    const [operation] = operations;
    expect(operation && duplicateState(operation)).toBe(state);
  });

  it.each([...new Set((parts.get('twice') ?? []).flatMap(({ operations }) => operations.map(duplicateState)))])('%s is caught by the name that this project gives it, by its class and by OTHERS', async (state = '') => {
    for (const condition of [conditionName(state), `SQLSTATE '${state}'`, `SQLSTATE '${state.slice(0, 2)}000'`, 'OTHERS']) {
      const block = `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${state}'; EXCEPTION WHEN ${condition} THEN NULL; END $$`;
      expect({ condition, state: await send(server, block) }).toEqual({ condition, state: undefined });
      const caught = condition.toLowerCase().replace(/^sqlstate '(.*)'$/, '$1');
      expect(catches([caught], state)).toBe(true);
    }
  });
});

it('does not take one condition for another', () => {
  expect(catches(['duplicate_object'], '42P07')).toBe(false);
  expect(catches(['duplicate_table'], '42710')).toBe(false);
  expect(catches(['unique_violation', 'duplicate_table'], '42P07')).toBe(true);
  expect(catches([], '42P07')).toBe(false);
});
