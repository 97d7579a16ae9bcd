import { describe, expect, it } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { chunksOf, defaults, migration, outline, run, textOf, theSet } from '../project/discovering.ts';

describe('Flyway', () => {
  it('orders by the parts of the version, undo as down, repeatables last by description', async () => {
    const set = await theSet('flyway');
    expect(set).toMatchObject({ path: 'src/main/resources/db/migration', runner: 'flyway', downs: 'none' });
    expect(outline(set)).toEqual([
      '1 create users up',
      '1.2 email up down',
      '1.5 roles up',
      '1.10 index up',
      '2 java opaque',
      '3 reindex up',
      'a functions up repeatable',
      'views up repeatable',
    ]);
    expect(set.leftOut.map((each) => each.path.slice(each.path.lastIndexOf('/') + 1))).toEqual(['B2__baseline.sql', 'afterMigrate.sql']);
  });

  it('leaves the transaction by itself, or as the file beside says', async () => {
    const set = await theSet('flyway');
    expect(migration(set, '1').up?.execution).toEqual({ wrap: 'script', send: 'statements', session: 'kept', leavesTransactionFor: 'flyway', heldLock: 'transaction', beginsAnew: true });
    expect(migration(set, '3').up?.execution).toEqual({ wrap: 'none', send: 'statements', session: 'kept', heldLock: 'transaction' });
  });
});

describe('Prisma', () => {
  it('sends one message before 7.4 and statements from then on', async () => {
    const set = await theSet('prisma');
    expect(set).toMatchObject({ path: 'prisma/migrations', runner: 'prisma', downs: 'none', generated: true });
    expect(outline(set)).toEqual(['20240101000000 init up', '20240102000000 name up']);
    expect(run(set.migrations[0]?.up)).toBe('none, one message, kept');
    for (const [prismaVersion, send] of [['7.3.0', 'one message'], ['7.4.0', 'statements'], ['^8', 'statements']] as const) {
      const config = { ...defaults, sets: { 'prisma/migrations': { prismaVersion } } };
      const configured = await theSet('prisma', { config });
      expect(configured.migrations[0]?.up?.execution.send).toBe(send);
    }
  });
});

describe('Diesel', () => {
  it('reads a folder for each migration, and metadata.toml', async () => {
    const set = await theSet('diesel');
    expect(set).toMatchObject({ path: 'migrations', runner: 'diesel', downs: 'expected' });
    expect(outline(set)).toEqual(['00000000000000 diesel_initial_setup up down', '20240101000000 users up down', '20240102000000 index up down', '20240103000000 email up']);
    expect(run(migration(set, '20240101000000').down)).toBe('script, one message, kept');
    expect(run(migration(set, '20240102000000').down)).toBe('none, one message, kept');
    expect(run(migration(set, '20240103000000').up)).toBe('script, one message, kept');
  });
});

describe('Drizzle', () => {
  it('follows the journal and cuts at breakpoints', async () => {
    const set = await theSet('drizzle');
    expect(set).toMatchObject({ runner: 'drizzle', downs: 'none', generated: true });
    expect(outline(set)).toEqual(['0001 second up', '0000 first up']);
    const { up } = migration(set, '0000');
    expect(run(up)).toBe('all pending, chunks, kept');
    expect(chunksOf(up)).toEqual(['CREATE TABLE "a" ("id" integer);', '\nCREATE TABLE "b" ("id" integer);\n']);
    expect(set.leftOut.map((each) => each.path)).toEqual(['drizzle/0002_not_in_the_journal.sql']);
  });

  it('reads the folders of version 1', async () => {
    const set = await theSet('drizzle-folders');
    expect(set).toMatchObject({ runner: 'drizzle-folders', generated: true });
    expect(outline(set)).toEqual(['20250101000000 first up', '20250102000000 second up']);
    expect(chunksOf(migration(set, '20250102000000').up)).toHaveLength(2);
  });
});

describe('runners without downs', () => {
  it('Supabase sends a pipeline', async () => {
    const set = await theSet('supabase');
    expect(set).toMatchObject({ path: 'supabase/migrations', runner: 'supabase' });
    expect(outline(set)).toEqual(['20240101000000 init up', '20240102000000 email up']);
    expect(run(set.migrations[0]?.up)).toBe('none, pipeline, fresh');
  });

  it('Atlas wants an empty line after the header', async () => {
    const set = await theSet('atlas');
    expect(set).toMatchObject({ runner: 'atlas', evidence: 'atlas.sum' });
    expect(outline(set)).toEqual(['20240101000000 up', '20240102000000 index up', '20240103000000 no_empty_line up']);
    expect(set.migrations.map((each) => each.up?.execution.wrap)).toEqual(['script', 'none', 'script']);
  });

  it('graphile-migrate reads its directive in the first line of the body', async () => {
    const set = await theSet('graphile-migrate');
    expect(set).toMatchObject({ path: 'migrations', runner: 'graphile-migrate' });
    expect(outline(set)).toEqual(['000001 up', '000002 index up', 'current current.sql up repeatable']);
    expect(set.migrations.map((each) => each.up?.execution.wrap)).toEqual(['script', 'none', 'script']);
    expect(textOf(migration(set, '000001').up)).toBe('CREATE TABLE users (id bigint PRIMARY KEY);\n');
  });

  it('postgres-migrations finds its directive anywhere', async () => {
    const set = await theSet('postgres-migrations');
    expect(outline(set)).toEqual(['1 users up', '2 code opaque', '0003 index up']);
    expect(run(migration(set, '0003').up)).toBe('none, one message, kept');
    expect(run(migration(set, '1').up)).toBe('script, one message, kept');
  });

  it('refinery is told from Flyway by Cargo.toml or a file in Rust', async () => {
    const set = await theSet('refinery');
    expect(set.runner).toBe('refinery');
    expect(outline(set)).toEqual(['1 users up', '2 code opaque', '10 email up']);
    expect(run(migration(set, '1').up)).toBe('script, one message, kept');
  });
});

describe('runners with folders', () => {
  it('Hasura leaves its transaction for a marker in the first line', async () => {
    const set = await theSet('hasura');
    expect(set).toMatchObject({ path: 'hasura/migrations/default', runner: 'hasura', downs: 'optional' });
    expect(outline(set)).toEqual(['1700000000001 users up down', '1700000000002 index up']);
    expect([run(set.migrations[0]?.up), run(set.migrations[1]?.up)]).toEqual(['script, one message, fresh', 'none, one message, fresh']);
  });

  it('Sqitch follows the plan, reworked changes by their tag', async () => {
    const set = await theSet('sqitch');
    expect(set).toMatchObject({ path: '.', runner: 'sqitch', evidence: 'sqitch.plan' });
    expect(set.unordered).toBeUndefined();
    expect(outline(set)).toEqual(['users up down', 'view@v1.0 up down', 'view up down']);
    expect(run(set.migrations[0]?.up)).toBe('none, statements, fresh');
    expect(set.leftOut.map((each) => each.path)).toEqual(['deploy/not_in_the_plan.sql', 'verify/users.sql']);
  });

  it('Sqitch without a plan says that the order is not known', async () => {
    const set = await theSet('sqitch-without-plan');
    expect(set).toMatchObject({ runner: 'sqitch', unordered: true });
    expect(set.evidence).toContain('there is no sqitch.plan');
    expect(outline(set)).toEqual(['a up down', 'b up down']);
  });
});

describe('yoyo', () => {
  it('orders by names and by what each file depends on', async () => {
    const set = await theSet('yoyo');
    expect(set).toMatchObject({ path: 'migrations', runner: 'yoyo', evidence: 'yoyo.ini names the folder' });
    expect(outline(set)).toEqual(['0001.users up down', '0003.email up', '0002.index up down', '0004.backfill opaque', 'post-apply up repeatable']);
  });

  it('reads directives in the head of the up alone, for both directions', async () => {
    const [users, email, index] = (await theSet('yoyo')).migrations;
    expect([run(users?.up), run(email?.up), run(index?.up), run(index?.down)]).toEqual(['script, statements, kept', 'script, statements, kept', 'none, statements, kept', 'none, statements, kept']);
    expect(email?.up?.remarks?.map(({ kind }) => kind)).toEqual(['misplaced directive']);
    expect(index?.down?.remarks).toMatchObject([{ message: expect.stringContaining('0002.index.sql says holds for both') as string }]);
  });
});

describe('yoyo without yoyo.ini', () => {
  const up = 'CREATE TABLE a (id int);';
  it.each([
    ['a rollback, and a manifest that names it', { 'requirements.txt': 'yoyo-migrations>=8', 'db/a.sql': up, 'db/a.rollback.sql': 'DROP TABLE a;' }, 'a.rollback.sql, and requirements.txt names yoyo-migrations'],
    ['a directive', { 'db/a.sql': up, 'db/b.sql': '-- depends: a\nDROP TABLE a;' }, '1 file with "-- depends:"'],
  ])('is known by %s', async (_, files, evidence) => {
    expect(JSON.parse((await new Terminal(files).run('sets --format json')).stdout)).toMatchObject({ sets: [{ path: 'db', runner: 'yoyo', evidence }] });
  });

  it('is not taken for what stands in a comment further down', async () => {
    expect((await new Terminal({ 'db/1_a.sql': `${up}\n-- depends: on the weather\n` }).run('sets')).stdout).not.toContain('yoyo');
  });
});

describe('db-migrate', () => {
  it('takes the SQL below sqls, and programs that have none', async () => {
    const set = await theSet('db-migrate');
    expect(set).toMatchObject({ path: 'migrations', runner: 'db-migrate', evidence: '2 files called sqls/VERSION-name-up.sql' });
    expect(outline(set)).toEqual(['20240101000000 users up down', '20240102000000 email up down', '20240103000000 age opaque']);
    expect(run(set.migrations[0]?.up)).toBe('script, one message, kept');
    expect(set.leftOut).toEqual([]);
  });
});

describe('plain files', () => {
  it('are ordered by the numbers in their names', async () => {
    const set = await theSet('plain');
    expect(set).toMatchObject({ path: 'schema', runner: 'plain', downs: 'optional' });
    expect(outline(set)).toEqual(['migration-1-0001-20220101 up', 'migration-2-0009-20230101 up', 'migration-2-0010-20240101 up']);
    expect(run(set.migrations[0]?.up)).toBe('none, statements, fresh');
  });

  it('may stand in folders of versions', async () => {
    const set = await theSet('plain-folders');
    expect(set.runner).toBe('plain-folders');
    expect(outline(set)).toEqual(['v0.2 a up', 'v0.10 b up']);
  });
});
