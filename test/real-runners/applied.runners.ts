import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, readFileSync } from 'node:fs';
import { createServer, type Server as Listener } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appliedOf, type Applied } from '../../src/applied/applied.ts';
import { readApplied } from '../../src/applied/read-applied.ts';
import { main } from '../../src/cli/main.ts';
import { defaults } from '../../src/config/load.ts';
import { discover } from '../../src/project/discover.ts';
import type { MigrationSet } from '../../src/project/migration.ts';
import { writeFiles } from './cases.ts';
import { commands, installation } from './commands.ts';
import { runnersFolder } from './folder.mjs';
import { layoutOf, runnerNames, type RunnerName } from './layouts.ts';
import type { NeutralMigration } from './neutral.ts';
import { startServer, type Server } from './server.ts';

/** What the real runners write down, read back: only SELECT is granted. */
let server: Server;
let databases = 0;

beforeAll(async () => {
  server = await startServer();
  const admin = await server.connect('postgres');
  await admin.query("CREATE ROLE reader LOGIN PASSWORD 'se%cret@x'");
  await admin.query("CREATE ROLE stranger LOGIN");
  await admin.end();
});

afterAll(async () => {
  await server.stop();
});

const migrations: readonly NeutralMigration[] = [1, 2].map((version) => ({
  version: String(version), name: `m${version}`, noTransaction: false,
  up: `CREATE TABLE t${version} (id bigint PRIMARY KEY);\n`, down: `DROP TABLE t${version};\n`,
}));

/** A project on the disk, and a database that its runner has run on. */
interface Applying {
  readonly folder: string;
  readonly database: string;
  readonly url: string;
}

async function apply(runner: RunnerName): Promise<Applying> {
  const database = `applied${++databases}`;
  const admin = await server.connect('postgres');
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-applied-'));
  symlinkSync(join(runnersFolder(), 'postgres/node_modules'), join(folder, 'node_modules'));
  writeFiles(folder, layoutOf(runner).files(migrations));
  const { program, args, env } = commands[runner]('up', { host: '127.0.0.1', port: server.port, database }, installation(runner));
  const { status, stderr, stdout } = spawnSync(program, args, { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${runner}: ${stdout}${stderr}`);
  const own = await server.connect(database);
  const schemas = (await own.query(`SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`)).rows;
  for (const { name = '' } of schemas) await own.query(`GRANT USAGE ON SCHEMA "${name}" TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA "${name}" TO reader`);
  await own.end();
  return { folder, database, url: `postgres://reader:se%25cret%40x@127.0.0.1:${server.port}/${database}` };
}

async function ask({ folder, url }: Applying, runner: RunnerName): Promise<{ readonly set: MigrationSet; readonly applied: Applied | undefined; readonly refusals: readonly string[] }> {
  const { runner: id, set: path, settings } = layoutOf(runner);
  const config = { ...defaults, sets: { [path]: { ...settings, runner: id } } };
  const { sets: [set] } = await discover({ cwd: folder, paths: [path], config });
  if (!set) throw new Error('no set');
  const { applied, refusals } = await readApplied([set], folder, { databases: [{ from: '--database-url', url }] });
  return { set, applied: applied.get(set.path), refusals };
}

const installed = runnerNames.filter((name) => existsSync(installation(name)) && !name.endsWith('-lock') && !name.endsWith('-statement') && name !== 'postgrator');

describe.each(installed)('%s', (runner) => {
  test('writes down what is read back, and an edit is seen where it keeps a checksum', async () => {
    const applying = await apply(runner);
    try {
      const own = await ask(applying, runner);
      expect(own.refusals).toEqual([]);
      expect(own.applied?.differences).toEqual([]);
      expect([...appliedOf(own.set, own.applied)].map(({ version }) => Number(version.replace(/\D/g, '')) % 1000).length).toBe(2);
      const path = own.set.migrations[0]?.up?.file.path ?? '';
      const text = readFileSync(join(applying.folder, path), 'utf8');
      writeFileSync(join(applying.folder, path), text.replace('bigint', 'integer'));
      const edited = await ask(applying, runner);
      expect(edited.applied?.differences.map(({ change }) => change)).toEqual(edited.applied?.blind ? [] : ['edited']);
      rmSync(join(applying.folder, path));
    } finally {
      rmSync(applying.folder, { recursive: true, force: true });
    }
  });
});

describe('a database that does not answer', () => {
  const runner = 'goose';
  let applying: Applying;
  beforeAll(async () => { applying = await apply(runner); });
  afterAll(() => { rmSync(applying.folder, { recursive: true, force: true }); });

  async function said(url: string): Promise<{ code: number; text: string; err: string }> {
    let text = '';
    let err = '';
    const code = await main(['--database-url', url], {
      cwd: applying.folder, env: {}, stdin: () => Promise.resolve(''),
      stdout: { isTTY: false, write: (part) => { text += part; } }, stderr: { isTTY: false, write: (part) => { err += part; } },
    });
    expect(text + err).not.toMatch(/cret/);
    return { code, text, err };
  }

  test('answers otherwise', async () => {
    expect(await said(applying.url)).toMatchObject({ code: 0, err: '', text: expect.stringContaining('2 applied already') as string });
  });

  test('nothing is written', async () => {
    const own = await server.connect(applying.database);
    const counters = async (): Promise<unknown> => (await own.query('SELECT (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::text FROM pg_stat_all_tables) AS written, (SELECT count(*)::text FROM pg_class) AS objects')).rows;
    const before = await counters();
    await said(applying.url.replace('reader:se%25cret%40x', 'postgres'));
    expect(await counters()).toEqual(before);
    await own.end();
  });

  test.each([
    ['no server', () => 'postgres://reader:secret@127.0.0.1:1/x', 'no server listens there'],
    ['no such host', () => 'postgres://reader:secret@nowhere.invalid/x', /there is no such host|could not be looked up/],
    ['no such database', () => applying.url.replace(/\w+$/, 'nowhere'), 'there is no such database'],
    ['no such user', () => applying.url.replace('reader', 'nobody'), /refuses this user|refuses the password/],
    ['a user that may not read', () => applying.url.replace('reader:se%25cret%40x', 'stranger'), 'this user may not read the table'],
    ['another program\'s address', () => 'mysql://reader:secret@127.0.0.1/x', 'an address such as postgres://user@host/database is expected'],
    ['an address that is none', () => 'postgres://reader:secret@[::/x', /no address of a database/],
    ['an empty database', () => applying.url.replace(/\w+$/, 'postgres'), 'there is no table goose_db_version, where goose would write down what is applied in migrations'],
  ])('%s', async (_, url, expected) => {
    const { code, err } = await said(url());
    expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
    expect(err).toMatch(expected);
    expect(err).toMatch(/^pgmiglint: --database-url: /);
  });

  test('a table that somebody holds', async () => {
    const own = await server.connect(applying.database);
    await own.query('BEGIN; LOCK TABLE goose_db_version');
    expect(await said(applying.url)).toMatchObject({ code: 2, err: 'pgmiglint: --database-url: the table is locked\n' });
    await own.end();
  });

  test.each([['says nothing', 0], ['goes away at once', 1]])('a server that %s', async (what) => {
    const listener = await new Promise<Listener>((resolve) => {
      const made = createServer((socket) => { if (what !== 'says nothing') socket.destroy(); socket.on('error', () => undefined); });
      made.listen(0, '127.0.0.1', () => { resolve(made); });
    });
    const address = listener.address();
    const { code, err } = await said(`postgres://reader:secret@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/x`);
    expect([code, err]).toEqual([2, `pgmiglint: --database-url: ${what === 'says nothing' ? 'the server does not answer' : 'the server ended the connection'}\n`]);
    listener.close();
  });

  test('dies in the middle', async () => {
    const own = await server.connect(applying.database);
    await own.query('BEGIN; LOCK TABLE goose_db_version');
    const asking = said(applying.url);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await own.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pgmiglint'");
    expect(await asking).toMatchObject({ code: 2, err: expect.stringMatching(/^pgmiglint: --database-url: the server (?:is shutting down|ended the connection)\n$/) as string });
    await own.end();
  });
});
