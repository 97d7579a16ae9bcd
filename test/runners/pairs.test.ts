import { describe, expect, it } from 'vitest';
import { chunksOf, defaults, headingOf, migration, outline, run, textOf, theSet } from '../project/discovering.ts';

describe('golang-migrate', () => {
  it('orders by number, pairs by version, and keeps a down that has no up', async () => {
    const set = await theSet('golang-migrate');
    expect(set).toMatchObject({ path: 'db/migrations', runner: 'golang-migrate', downs: 'expected', generated: false });
    expect(set.evidence).toBe('4 files named VERSION_name.up.sql, and go.mod names golang-migrate');
    expect(outline(set)).toEqual([
      '000001 create_users up down',
      '000002 add_email up down',
      '000004 lost down',
      '10 index_email up',
      '20240101120000 function up down',
    ]);
    expect(set.leftOut.map((each) => each.path)).toEqual(['db/migrations/000003_ignored.sql']);
  });

  it('sends a file whole, in no transaction', async () => {
    const { up } = migration(await theSet('golang-migrate'), '10');
    expect(run(up)).toBe('none, one message, kept');
    expect(textOf(up)).toBe('CREATE INDEX CONCURRENTLY users_email ON users (email);\n');
    expect(headingOf(up)).toBe('CREATE INDEX CONCURRENTLY users_email ON users (email);');
  });

  it('cuts at every semicolon with x-multi-statement, in quotes too', async () => {
    const config = { ...defaults, sets: { 'db/migrations': { multiStatement: true } } };
    const { up } = migration(await theSet('golang-migrate', { config }), '20240101120000');
    expect(run(up)).toBe('none, chunks, kept');
    expect(chunksOf(up)).toEqual(["CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1;", "';", "\nSELECT ';", "';"]);
  });
});

describe('pairs of files that other programs run', () => {
  it('reads freer names under the same rules', async () => {
    const set = await theSet('up-down-files');
    expect(set.runner).toBe('up-down-files');
    expect(outline(set)).toEqual(['0001 Users up', '0002 Email up down', '0010 Index up']);
    expect(run(migration(set, '0001').up)).toBe('none, one message, kept');
  });

  it('takes the file for PostgreSQL, and .autocommit out of the transaction (popx)', async () => {
    const set = await theSet('popx');
    expect(set.runner).toBe('popx');
    expect(outline(set)).toEqual(['20200101000000000001 users up down', '20200101000000000002 index up down']);
    expect(migration(set, '20200101000000000001').up?.file.path).toBe('migrations/20200101000000000001_users.postgres.up.sql');
    expect(set.leftOut.map((each) => each.reason)).toEqual([
      'its name says that it is for MySQL',
      '20200101000000000001_users.postgres.up.sql stands in its place for PostgreSQL',
    ]);
    expect(run(migration(set, '20200101000000000001').up)).toBe('script, one message, kept');
    expect(run(migration(set, '20200101000000000002').down)).toBe('none, one message, kept');
  });

  it('pairs NAME.sql with NAME_down.sql, sent whole', async () => {
    const set = await theSet('plain-pairs');
    expect(set).toMatchObject({ runner: 'plain-pairs', downs: 'expected', evidence: '001_users_down.sql beside its up' });
    expect(outline(set)).toEqual(['001 users up down', '002 email up']);
    expect(run(migration(set, '001').up)).toBe('none, one message, kept');
  });

  it('pairs NUMBER_name.sql with NUMBER_rollback_name.sql by number, statement by statement', async () => {
    const set = await theSet('plain-rollback');
    expect(set.runner).toBe('plain-rollback');
    expect(outline(set)).toEqual(['001 add_phone_number_to_users up down', '002 create_categories up down']);
    expect(run(migration(set, '001').down)).toBe('none, statements, fresh');
  });

  it('finds downs in a folder beside the ups', async () => {
    const set = await theSet('plain-trees');
    expect(set).toMatchObject({ path: 'db', runner: 'plain-trees' });
    expect(outline(set)).toEqual(['1 users up down', '2 email up']);
  });
});

describe('sqlx', () => {
  it('reads simple and reversible names', async () => {
    const set = await theSet('sqlx');
    expect(set).toMatchObject({ runner: 'sqlx', downs: 'optional' });
    expect(outline(set)).toEqual(['1 users up', '20240101000000 email up down', '20240102000000 index up down']);
  });

  it('leaves the transaction for a directive at the first byte alone', async () => {
    const { up, down } = migration(await theSet('sqlx'), '20240102000000');
    expect(run(up)).toBe('none, one message, kept');
    expect(run(down)).toBe('script, one message, kept');
  });
});
