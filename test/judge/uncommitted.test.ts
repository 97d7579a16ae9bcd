import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import type { Migration } from '../../src/project/migration.ts';
import { oneMessage, psql } from '../../src/runners/executions.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { lintScripts } from '../rules/fixture.ts';
import { clean, send, startServer } from '../rules/server.ts';

const rule = 'enum-value-used-in-same-transaction';

const history = `
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN feeling AS mood;
CREATE TABLE people (id int, mood mood, moods mood[], feeling feeling, note text);
CREATE TABLE notes (note text);
INSERT INTO people VALUES (1, 'ok', '{ok,sad}', 'sad', 'merry');
CREATE VIEW lively AS SELECT id, mood AS how FROM people;
`;

/** What a statement does behind `ALTER TYPE mood ADD VALUE 'merry'`, in one transaction. */
const uses: readonly string[] = [
  `INSERT INTO people (id, mood) VALUES (2, 'ok'), (3, 'merry')`,
  `INSERT INTO people VALUES (2, 'merry')`,
  `INSERT INTO people (mood) VALUES ${"('ok'), ".repeat(60)}('merry')`,
  `INSERT INTO people (mood) SELECT 'merry'`,
  `INSERT INTO people (moods) VALUES ('{ok,merry}')`,
  `INSERT INTO people (moods) VALUES (ARRAY['merry']::mood[])`,
  `INSERT INTO people (feeling) VALUES ('merry')`,
  `UPDATE people SET mood = 'merry' WHERE id = 1`,
  `UPDATE people p SET note = 'x' WHERE p.mood = 'merry'`,
  `UPDATE people SET mood = CASE WHEN id = 1 THEN 'merry' ELSE mood END`,
  `UPDATE people SET mood = COALESCE(mood, 'merry')`,
  `DELETE FROM people WHERE mood IN ('sad', 'merry')`,
  `DELETE FROM people WHERE 'merry' <> mood`,
  `SELECT 'merry'::mood`,
  `SELECT mood 'merry'`,
  `SELECT CASE mood WHEN 'merry' THEN 1 END FROM people`,
  `SELECT count(*) FROM people WHERE mood = ANY (ARRAY['merry', 'ok']::mood[])`,
  `SELECT count(*) FROM people WHERE mood = ANY ('{merry}')`,
  `SELECT count(*) FROM people WHERE mood BETWEEN 'sad' AND 'merry'`,
  `SELECT count(*) FROM people WHERE NULLIF(mood, 'merry') IS NULL`,
  `SELECT * FROM (SELECT mood AS m FROM people) x WHERE m = 'merry'`,
  `SELECT * FROM lively WHERE how = 'merry'`,
  `WITH gone AS (DELETE FROM people WHERE mood = 'merry' RETURNING id) SELECT * FROM gone`,
  `ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'merry'`,
  `ALTER TABLE people ADD COLUMN later mood DEFAULT 'merry'`,
  `ALTER TABLE people ADD COLUMN later mood NOT NULL DEFAULT 'merry'::mood`,
  `ALTER TABLE people ADD COLUMN later mood CHECK (later <> 'merry')`,
  `ALTER TABLE people ADD CONSTRAINT calm CHECK (mood <> 'merry')`,
  `ALTER TABLE people ALTER COLUMN note TYPE mood USING 'merry'::mood`,
  `CREATE TABLE pets (mood mood DEFAULT 'merry')`,
  `CREATE TABLE pets (mood mood, CHECK (mood IN ('merry')))`,
  `CREATE INDEX ON people (id) WHERE mood = 'merry'`,
  `CREATE INDEX ON people ((mood = 'merry'))`,
  `CREATE VIEW merry AS SELECT id FROM people WHERE mood = 'merry'`,
  `CREATE MATERIALIZED VIEW merry AS SELECT id FROM people WHERE mood = 'merry'`,
  `CREATE TABLE merry AS SELECT id FROM people WHERE mood = 'merry'`,
  `CREATE POLICY merry ON people USING (mood = 'merry')`,
  `CREATE DOMAIN good AS mood CHECK (VALUE <> 'merry')`,
  `CREATE DOMAIN good AS mood DEFAULT 'merry'`,
];

const harmless: readonly string[] = [
  `SELECT count(*) FROM people WHERE mood::text = 'merry'`,
  `UPDATE people SET note = 'merry'`,
  `INSERT INTO people (id, mood, note) VALUES (2, 'ok', 'merry')`,
  `INSERT INTO notes VALUES ('merry')`,
  `UPDATE people SET mood = 'ok' WHERE note = 'merry'`,
  `CREATE INDEX ON people (id) WHERE mood = 'ok'`,
  `ALTER TABLE people ADD COLUMN later text DEFAULT 'merry'`,
  `ALTER TABLE people ALTER COLUMN note SET DEFAULT 'merry'`,
  `COMMENT ON COLUMN people.mood IS 'merry'`,
  `ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'`,
];

let server: PGlite;

beforeAll(async () => {
  await loadGrammar();
  server = await startServer();
});

afterAll(() => server.close());

beforeEach(() => clean(server));

function migration(version: string, sql: string, execution = psql): Migration {
  const file = new SourceFile(`${version}.sql`, sql);
  return { version, name: version, repeatable: false, up: { file, span: { start: 0, end: sql.length }, direction: 'up', execution, heading: { file, span: { start: 0, end: 0 } } } };
}

async function found(...migrations: readonly Migration[]): Promise<readonly string[]> {
  const { findings, bugs } = await lintScripts(rule, migrations, {});
  expect(bugs).toEqual([]);
  return findings.filter((finding) => finding.rule === rule).map(({ place: { file, span } }) => file.text.slice(span.start, span.end));
}

describe.each([
  { as: 'between BEGIN and COMMIT', around: (sql: string) => `BEGIN;\nALTER TYPE mood ADD VALUE 'merry';\n${sql};\nCOMMIT;`, execution: psql },
  { as: 'in one message', around: (sql: string) => `ALTER TYPE mood ADD VALUE 'merry';\n${sql};`, execution: oneMessage },
])('$as', ({ around, execution }) => {
  test.each([...uses.map((sql) => ({ sql, state: '55P04' })), ...harmless.map((sql) => ({ sql, state: undefined }))])('$sql', async ({ sql, state }) => {
    await server.exec(history);
    expect(await send(server, around(sql))).toBe(state);
    const said = await found(migration('1', history), migration('2', around(sql), execution));
    expect(said.map((text) => text.includes('merry'))).toEqual(state === undefined ? [] : [true]);
  });
});

/** Where a transaction ends, the value is there. */
test.each([
  `ALTER TYPE mood ADD VALUE 'merry'; UPDATE people SET mood = 'merry';`,
  `BEGIN; ALTER TYPE mood ADD VALUE 'merry'; COMMIT; BEGIN; UPDATE people SET mood = 'merry'; COMMIT;`,
  `BEGIN; ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok'; UPDATE people SET mood = 'ok'; COMMIT;`,
  `BEGIN; CREATE TYPE pace AS ENUM ('slow'); ALTER TYPE pace ADD VALUE 'fast'; SELECT 'fast'::pace; COMMIT;`,
])('%s', async (sql) => {
  await server.exec(history);
  for (const statement of sql.split(/(?<=;)/)) expect(await send(server, statement)).toBe(undefined);
  expect(await found(migration('1', history), migration('2', sql))).toEqual([]);
});

describe('all pending files in one transaction', () => {
  const execution = { wrap: 'all pending', send: 'one message', session: 'kept' } as const;
  const add = migration('2', `ALTER TYPE mood ADD VALUE 'merry';`, execution);
  const use = migration('3', `UPDATE people SET mood = 'merry';`, execution);

  test('a later file uses the value', async () => {
    expect(await found(migration('1', history), add, use)).toEqual([`'merry'`]);
  });

  test('a COMMIT in a file ends the transaction around them all', async () => {
    expect(await found(migration('1', history), migration('2', `ALTER TYPE mood ADD VALUE 'merry'; COMMIT;`, execution), use)).toEqual([]);
  });

  test('a type that the transaction has created', async () => {
    expect(await found(migration('1', history, execution), add, use)).toEqual([]);
  });

  test('in a down, nothing is left of the ups', async () => {
    const down = migration('3', `UPDATE people SET mood = 'merry';`, execution).up;
    expect(await found(migration('1', history), { ...add, ...(down ? { down: { ...down, direction: 'down' } } : {}) })).toEqual([]);
  });
});
