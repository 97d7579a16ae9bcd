import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { restrictionOf } from '../../src/postgres/transaction-blocks.ts';
import { send, startServer } from '../rules/server.ts';
import { sqlParts } from './sql-parts.ts';

await loadGrammar();
const parts = sqlParts('transaction-blocks.sql', ['refused', 'allowed']);
const partitioned = new Set(['p', 'p_at_idx']);

let server: PGlite;

beforeAll(async () => {
  server = await startServer();
  for (const { sql } of parts.get('') ?? []) expect(await send(server, sql)).toBeUndefined();
});

afterAll(async () => {
  await server.close();
});

async function inTransaction(sql: string): Promise<string | undefined> {
  await server.exec('BEGIN');
  const state = await send(server, sql);
  await server.exec('ROLLBACK');
  return state;
}

describe('what PostgreSQL refuses in a transaction block', () => {
  it.each(parts.get('refused') ?? [])('$sql', async ({ sql, operations }) => {
    const [first] = operations;
    const restriction = first && restrictionOf(first, 18);
    expect(restriction).toBeDefined();
    expect(restriction?.concurrently).toBe(/\bconcurrently\b/i.test(sql));
    expect(await inTransaction(sql)).toBe('25001');
    expect(await send(server, `SELECT 1; ${sql}`)).toBe('25001');
  });
});

describe('what looks like it and is allowed', () => {
  it.each(parts.get('allowed') ?? [])('$sql', async ({ sql, operations }) => {
    const restricted = operations.map((operation) => restrictionOf(operation, 18)).filter((restriction) => restriction && !(restriction.partitioned && !partitioned.has(restriction.partitioned.name)));
    expect(restricted).toEqual([]);
    expect(await inTransaction(sql)).toBeUndefined();
  });
});

it('says only what holds for the configured version', () => {
  const enumValue = parts.get('allowed')?.find(({ sql }) => sql.includes('ADD VALUE'))?.operations[0];
  expect(enumValue).toBeDefined();
  if (!enumValue) return;
  expect(restrictionOf(enumValue, 11)?.command).toBe('ALTER TYPE ... ADD VALUE');
  expect(restrictionOf(enumValue, 12)).toBeUndefined();
  expect(restrictionOf(enumValue)).toBeUndefined();
});
