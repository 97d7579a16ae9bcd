import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { defaults, discoverIn, outline, theSet } from './discovering.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-'));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const pair = { 'm/001_a.up.sql': 'CREATE TABLE a (id int);\n', 'm/001_a.down.sql': 'DROP TABLE a;\n' };

describe('a folder tree', () => {
  it('may hold several sets, and folders and files of other databases, which are left out with the reason', async () => {
    const { sets, leftOut, only } = await discoverIn('services');
    expect(sets.map((set) => set.path)).toEqual(['accounts/migrations', 'billing/migrations', 'store/migrations/postgres']);
    expect(leftOut).toEqual([
      { path: 'billing/queries/find.sql', reason: 'it is in no migration set' },
      { path: 'legacy/migrations/001_init.up.sql', reason: 'written for MySQL: ENGINE=InnoDB' },
      { path: 'store/migrations/sqlite/001_init.up.sql', reason: 'the folder sqlite is for SQLite' },
    ]);
    expect(only).toBeUndefined();
  });

  it('is not searched where dependencies, builds and repositories stand', async () => {
    const folder = folderWith({ ...pair, 'node_modules/x/001_a.up.sql': '', 'vendor/001_a.up.sql': '', 'dist/001_a.up.sql': '', '.git/001_a.up.sql': '' });
    const { sets, leftOut } = await discoverIn(folder);
    expect(sets.map((set) => set.path)).toEqual(['m']);
    expect(leftOut).toEqual([]);
  });

  it('is searched but for what the configuration ignores', async () => {
    const folder = folderWith({ ...pair, 'old/001_a.up.sql': '', 'm/002_b.up.sql': '' });
    const { sets, leftOut } = await discoverIn(folder, { config: { ...defaults, ignore: ['old/**', '**/002_*'] } });
    expect(sets.map((set) => [set.path, set.migrations.length])).toEqual([['m', 1]]);
    expect(leftOut).toEqual([]);
  });

  it('survives symbolic links that go round, and follows a link to a folder once', async () => {
    const folder = folderWith(pair);
    const elsewhere = folderWith({ '001_b.up.sql': 'CREATE TABLE b (id int);\n' });
    symlinkSync(folder, join(folder, 'm', 'loop'));
    symlinkSync(elsewhere, join(folder, 'one'));
    symlinkSync(elsewhere, join(folder, 'two'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'm', '002_gone.up.sql'));
    const { sets, unreadable } = await discoverIn(folder);
    expect(sets.map((set) => set.path)).toEqual(['m', 'one']);
    expect(unreadable).toEqual([
      { file: 'm/002_gone.up.sql', line: 1, column: 1, message: 'This symbolic link leads nowhere: what it points to does not exist.' },
    ]);
  });

  it('is told nothing of the folders above what was asked for', async () => {
    const folder = folderWith({ ...pair, '001_beside.sql': '' });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'gone.sql'));
    expect(await discoverIn(join(folder, 'm'))).toMatchObject({ sets: [{ path: '.' }], unreadable: [], leftOut: [] });
  });

  it('may have any names', async () => {
    const names = ['with space', 'br[ack]ets', 'new\nline', 'größe-数'];
    const folder = folderWith(Object.fromEntries(names.map((name) => [`${name}/001_${name}.up.sql`, 'SELECT 1;\n'])));
    const { sets, problems } = await discoverIn(folder, { paths: ['br[ack]ets', 'with space', 'new\nline', 'größe-数'] });
    expect(sets.map((set) => set.path).toSorted()).toEqual(names.toSorted());
    expect(problems).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it('is named where it is not UTF-8, and leaves a gap in its set', async () => {
    const folder = folderWith({ ...pair, 'm/002_b.up.sql': new Uint8Array([0x2d, 0x2d, 0xe9, 0x0a]) });
    const { sets, unreadable } = await discoverIn(folder);
    expect(unreadable).toMatchObject([{ file: 'm/002_b.up.sql', line: 1, column: 3 }]);
    expect(unreadable[0]?.message).toMatch(/^This file is not UTF-8: /);
    expect(sets[0]?.migrations.map((each) => each.opaque)).toEqual([undefined, 'm/002_b.up.sql']);
  });

  it('may well hold the replacement character itself, and a byte order mark', async () => {
    const folder = folderWith({ 'm/001_a.up.sql': '\ufeffSELECT 1; -- \ufffd\n' });
    const { sets, unreadable } = await discoverIn(folder);
    expect(unreadable).toEqual([]);
    expect(sets[0]?.migrations[0]?.up?.file.text).toBe('SELECT 1; -- \ufffd\n');
  });

  const isRoot = process.getuid?.() === 0;
  it.skipIf(isRoot || process.platform === 'win32')('is named where the rights are missing (skipped for root, whom nothing stops)', async () => {
    const folder = folderWith({ ...pair, 'closed/001_a.up.sql': '' });
    chmodSync(join(folder, 'closed'), 0);
    const { sets, unreadable } = await discoverIn(folder);
    chmodSync(join(folder, 'closed'), 0o700);
    expect(sets.map((set) => set.path)).toEqual(['m']);
    expect(unreadable).toEqual([{ file: 'closed', line: 1, column: 1, message: 'This folder cannot be read: permission denied.' }]);
  });
});

describe('paths in the call', () => {
  it('that lead to nothing are told with what was looked for', async () => {
    const folder = folderWith(pair);
    const { problems, sets } = await discoverIn(folder, { paths: ['gone', 'no/**/*.sql', 'm'] });
    expect(problems).toEqual([
      `There is no file or folder gone (looked for in ${folder}).`,
      `Nothing matches no/**/*.sql (looked for in ${folder}).`,
    ]);
    expect(sets).toHaveLength(1);
  });

  it('bring the whole set along for one file of it', async () => {
    const { sets, only } = await discoverIn('golang-migrate', { paths: ['db/migrations/000002_add_email.up.sql'] });
    expect(sets.map((set) => [set.path, set.migrations.length])).toEqual([['db/migrations', 5]]);
    expect([...(only ?? [])]).toEqual(['db/migrations/000002_add_email.up.sql']);
  });

  it.each([
    ['diesel', 'migrations/2024-01-01-000000_users/up.sql', 'migrations'],
    ['prisma', 'prisma/migrations/20240102000000_name/migration.sql', 'prisma/migrations'],
    ['sqitch', 'deploy/users.sql', '.'],
    ['flyway', 'src/main/resources/db/migration/seed/V1.5__roles.sql', 'src/main/resources/db/migration'],
    ['plain-trees', 'db/down/1_users.sql', 'db'],
  ])('find the set above a file (%s)', async (fixture, path, set) => {
    const { sets, only, leftOut } = await discoverIn(fixture, { paths: [path] });
    expect(sets.map((each) => each.path)).toEqual([set]);
    expect([...(only ?? [])]).toEqual([path]);
    expect(leftOut).toEqual([]);
  });

  it('find the set that a folder lies inside of', async () => {
    const { sets } = await discoverIn('diesel', { paths: ['migrations/2024-01-01-000000_users'] });
    expect(sets.map((set) => [set.path, set.migrations.length])).toEqual([['migrations', 4]]);
  });

  it.each([
    ['diesel', 'migrations/2024-01-01-000000_users', 4],
    ['prisma', 'prisma/migrations/20240102000000_name', 2],
    ['flyway', 'src/main/resources/db/migration/seed', 8],
  ])('find the set around the current folder, and judge what is in it (%s)', async (fixture, folder, size) => {
    const within = await discoverIn(join(fixture, folder));
    const whole = await discoverIn(fixture, { paths: [folder] });
    expect(within.sets.map(({ path, runner, migrations }) => [path, runner, migrations.length])).toEqual(whole.sets.map(({ runner, migrations }) => [expect.stringMatching(/^(\.\.\/?)+$/) as string, runner, migrations.length]));
    expect(within.sets[0]?.migrations).toHaveLength(size);
    expect([...(within.only ?? [])]).toEqual([...(whole.only ?? [])].map((path) => path.slice(folder.length + 1)));
  });

  it('may be globs, of files and of folders', async () => {
    const files = await discoverIn('services', { paths: ['*/migrations/*.down.sql'] });
    expect([...(files.only ?? [])].toSorted()).toEqual(['accounts/migrations/001_init.down.sql', 'billing/migrations/001_init.down.sql']);
    expect(files.sets).toHaveLength(2);
    const folders = await discoverIn('services', { paths: ['{accounts,billing}/migrations'] });
    expect(folders.sets.map((set) => set.path).toSorted()).toEqual(['accounts/migrations', 'billing/migrations']);
    expect(folders.only).toBeUndefined();
  });

  it('make a set of their own from files that belong to none', async () => {
    const { sets, leftOut } = await discoverIn('loose', { paths: ['.'] });
    expect(sets.map((set) => [set.path, set.runner, set.downs, outline(set)])).toEqual([['.', 'plain', 'none', ['a up', 'b up']]]);
    expect(leftOut).toEqual([]);
    const one = await discoverIn('loose', { paths: ['b.sql'] });
    expect(one.sets.map(outline)).toEqual([['b up']]);
  });

  it('judge a part of a set where a folder is one', async () => {
    const { sets, only } = await discoverIn('flyway', { paths: ['src/main/resources/db/migration/seed'] });
    expect(sets.map((set) => [set.path, set.migrations.length])).toEqual([['src/main/resources/db/migration', 8]]);
    expect([...(only ?? [])]).toEqual(['src/main/resources/db/migration/seed/V1.5__roles.sql']);
  });

  it('make one set of several loose files of a folder', async () => {
    const { sets } = await discoverIn('loose', { paths: ['b.sql', 'a.sql'] });
    expect(sets.map(outline)).toEqual([['a up', 'b up']]);
  });

  it('keep to the reason why a set leaves a file out, but read what its runner does not know', async () => {
    const verify = await discoverIn('sqitch', { paths: ['verify/users.sql'] });
    expect(verify.sets.map((set) => set.path)).toEqual(['.']);
    const stray = await discoverIn('golang-migrate', { paths: ['db/migrations/000003_ignored.sql'] });
    expect(stray.sets.map((set) => set.runner)).toEqual(['golang-migrate', 'plain']);
  });

  it('do not outweigh what the configuration ignores', async () => {
    const { sets, leftOut } = await discoverIn('loose', { paths: ['b.sql'], config: { ...defaults, ignore: ['b.sql'] } });
    expect(sets).toEqual([]);
    expect(leftOut).toEqual([{ path: 'b.sql', reason: 'the configuration ignores it' }]);
  });

  it('leave such files out where nobody names them', async () => {
    const { sets, leftOut } = await discoverIn('loose');
    expect(sets).toEqual([]);
    expect(leftOut.map((each) => each.path)).toEqual(['a.sql', 'b.sql']);
  });

  it('give every file a file and its folder alike, when both are named', async () => {
    const folder = folderWith({ ...pair, 'n/001_b.up.sql': 'SELECT 1;\n', 'n/002_c.up.sql': 'SELECT 1;\n' });
    const { only } = await discoverIn(folder, { paths: ['n/002_c.up.sql', 'm'] });
    expect([...(only ?? [])].toSorted()).toEqual(['m/001_a.down.sql', 'm/001_a.up.sql', 'n/002_c.up.sql']);
  });
});

describe('text that is not on the disk', () => {
  it('stands for a file of a set', async () => {
    const path = 'db/migrations/000002_add_email.up.sql';
    const { sets } = await discoverIn('golang-migrate', { paths: [path], overlays: [{ path, text: 'SELECT 2;\n' }] });
    expect(sets[0]?.migrations[1]?.up?.file.text).toBe('SELECT 2;\n');
  });

  it('may be a new file of a set, or a new folder', async () => {
    const path = 'db/migrations/000003_new.up.sql';
    const flat = await discoverIn('golang-migrate', { paths: [path], overlays: [{ path, text: 'SELECT 3;\n' }] });
    expect(flat.sets.map(outline)[0]).toContain('000003 new up');
    const folder = 'migrations/2024-02-01-000000_new/up.sql';
    const inFolder = await discoverIn('diesel', { paths: [folder], overlays: [{ path: folder, text: 'SELECT 4;\n' }] });
    expect(inFolder.sets.map(outline)[0]).toContain('20240201000000 new up');
    expect(inFolder.unreadable).toEqual([]);
  });
});

describe('the configuration', () => {
  it('names a runner, whether downs are expected, and a dump to start from', async () => {
    const sets = { sql: { runner: 'golang-migrate', downs: 'none', schema: 'schema.sql' } } as const;
    const folder = folderWith({ 'sql/1_a.up.sql': 'SELECT 1;\n', 'schema.sql': 'CREATE TABLE a (id int);\n' });
    const set = await theSet(folder, { config: { ...defaults, file: '.pgmiglintrc.json', sets } });
    expect(set).toMatchObject({ runner: 'golang-migrate', downs: 'none', evidence: '.pgmiglintrc.json says so' });
    expect(set.baseline?.file.path).toBe('schema.sql');
  });

  it('tells what to search where the call names nothing', async () => {
    const { sets } = await discoverIn('services', { config: { ...defaults, paths: ['billing'] } });
    expect(sets.map((set) => set.path)).toEqual(['billing/migrations']);
  });
});
