import { describe, expect, it } from 'vitest';
import { chunksOf, headingOf, migration, outline, run, textOf, theSet } from '../project/discovering.ts';

describe('goose', () => {
  it('takes SQL and Go files by number', async () => {
    const set = await theSet('goose');
    expect(set).toMatchObject({ path: 'migrations', runner: 'goose', downs: 'expected', evidence: '3 files with "-- +goose" annotations' });
    expect(outline(set)).toEqual(['00001 users up down', '00002 index up down', '00003 backfill opaque', '00004 no_up up down', '00005 no_annotations up']);
    expect(migration(set, '00003').opaque).toBe('migrations/00003_backfill.go');
  });

  it('cuts by lines and blocks', async () => {
    const { up, down } = migration(await theSet('goose'), '00001');
    expect(headingOf(up)).toBe('-- +goose Up');
    expect(headingOf(down)).toBe('-- +goose Down');
    expect(textOf(down)).toBe('DROP TABLE b, a, users;\nDROP FUNCTION touch();\n');
    expect(run(up)).toBe('script, chunks, kept');
    expect(chunksOf(up)).toEqual([
      'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.changed := now();\n  RETURN NEW;\nEND;\n$$;\n',
      'CREATE TABLE users (id bigint PRIMARY KEY, changed timestamptz);',
      'CREATE TABLE a (id int); CREATE TABLE b (id int);',
    ]);
    expect(chunksOf(down)).toEqual(['DROP TABLE b, a, users;', 'DROP FUNCTION touch();']);
  });

  it('lets NO TRANSACTION hold for both directions, wherever it stands', async () => {
    const { up, down } = migration(await theSet('goose'), '00002');
    expect([run(up), run(down)]).toEqual(['none, chunks, kept', 'none, chunks, kept']);
    expect(chunksOf(down)).toEqual(['DROP INDEX CONCURRENTLY users_changed;']);
  });

  it('reads files without Up all the same', async () => {
    const set = await theSet('goose');
    expect(textOf(migration(set, '00004').up)).toBe('ALTER TABLE users ADD COLUMN note text;\n');
    expect(textOf(migration(set, '00005').up)).toBe('ALTER TABLE users ADD COLUMN age int;\n');
  });
});

describe('dbmate', () => {
  it('orders by file name and takes each pair of sections', async () => {
    const set = await theSet('dbmate');
    expect(set.runner).toBe('dbmate');
    expect(outline(set)).toEqual(['10 last_but_first_by_name up down', '2 index up down', '3 twice up down', '3 twice up down', '4 crlf up down']);
  });

  it('reads transaction:false for each section', async () => {
    const set = await theSet('dbmate');
    const { up, down } = migration(set, '2');
    expect([run(up), run(down)]).toEqual(['none, one message, kept', 'script, one message, kept']);
    expect(textOf(up)).toBe('CREATE INDEX CONCURRENTLY first_id ON first (id);\n');
    expect(textOf(down)).toBe('');
    expect(down?.heading.file.position(down.heading.span.start).line).toBe(4);
    const second = migration(set, '3', 1);
    expect(textOf(second.up)).toBe('CREATE TABLE b (id int);\n');
    expect(run(second.down)).toBe('none, one message, kept');
    expect(run(migration(set, '4').up)).toBe('none, one message, kept');
    expect(textOf(migration(set, '4').up)).toBe('CREATE TABLE c (id int);\r\n');
    expect(headingOf(migration(set, '4').down)).toBe('-- migrate:down');
  });
});

describe('sql-migrate', () => {
  it('orders by number and cuts by lines', async () => {
    const set = await theSet('sql-migrate');
    expect(set.runner).toBe('sql-migrate');
    expect(outline(set)).toEqual(['1 users up down', '2 lower_case up', '10 index up down']);
    const { up, down } = migration(set, '1');
    expect(run(up)).toBe('script, chunks, kept');
    expect(chunksOf(up)).toEqual(['CREATE TABLE users (id bigint PRIMARY KEY);', 'DO $$\nBEGIN\n  NULL;\nEND;\n$$;\n']);
    expect(textOf(down)).toBe('DROP TABLE users;\n');
    expect([run(migration(set, '10').up), run(migration(set, '10').down)]).toEqual(['none, chunks, kept', 'script, chunks, kept']);
  });
});

describe('tern', () => {
  it('cuts at the separator and reads disable-tx for its own section', async () => {
    const set = await theSet('tern');
    expect(set).toMatchObject({ runner: 'tern', downs: 'optional' });
    expect(outline(set)).toEqual(['001 users up down', '002 index up down', '003 irreversible up']);
    expect(textOf(migration(set, '001').up)).toBe('CREATE TABLE users (id bigint PRIMARY KEY);\n\n');
    expect(textOf(migration(set, '001').down)).toBe('\nDROP TABLE users;\n');
    expect([run(migration(set, '002').up), run(migration(set, '002').down)]).toEqual(['none, statements, fresh', 'script, one message, fresh']);
  });
});

describe('node-pg-migrate', () => {
  it('drops what stands before the up comment, and runs all in one transaction', async () => {
    const set = await theSet('node-pg-migrate');
    expect(set.runner).toBe('node-pg-migrate');
    expect(outline(set)).toEqual(['1700000000001 users up down', '1700000000002 code opaque', '1700000000003 only_up up']);
    expect(textOf(migration(set, '1700000000001').up)).toBe('CREATE TABLE users (id bigint PRIMARY KEY);\n\n');
    expect(textOf(migration(set, '1700000000001').down)).toBe('DROP TABLE users;\n');
    expect(textOf(migration(set, '1700000000003').up)).toBe('ALTER TABLE users ADD COLUMN email text;\n');
    expect(run(migration(set, '1700000000003').up)).toBe('all pending, one message, kept');
  });
});

describe('Liquibase', () => {
  it('takes the changesets that are for PostgreSQL, and the other files by name', async () => {
    const set = await theSet('liquibase');
    expect(set).toMatchObject({ path: 'db/changelog', runner: 'liquibase', unordered: true });
    expect(outline(set)).toEqual(['users anna up', 'index anna up', 'included up']);
    expect(run(migration(set, 'users').up)).toBe('script, statements, kept');
    expect(run(migration(set, 'index').up)).toBe('none, statements, kept');
    expect(textOf(migration(set, 'index').up)).toBe('CREATE INDEX CONCURRENTLY users_id ON users (id);\n\n');
    expect(headingOf(migration(set, 'index').up)).toBe('--changeset anna:index runInTransaction:false');
  });
});
