import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/runners/layouts.ts';
import { runners } from '../../src/runners/registry.ts';
import { projectOf, projects } from './projects.ts';
import { sql, Terminal } from './terminal.ts';

interface Sets {
  readonly sets: readonly { readonly path: string; readonly migrations: readonly { readonly version: string; readonly up?: string; readonly down?: string }[] }[];
}

interface Report {
  readonly findings: readonly { readonly file: string; readonly rule: string; readonly message: string }[];
}

async function migrationOf(terminal: Terminal, up: string): Promise<Sets['sets'][number]['migrations'][number] | undefined> {
  const { sets } = JSON.parse((await terminal.run('sets --format json')).stdout) as Sets;
  return sets.flatMap(({ migrations }) => migrations).find((migration) => migration.up === up);
}

async function rulesAbout(terminal: Terminal, ...files: readonly (string | undefined)[]): Promise<readonly string[]> {
  terminal.write({ '.pgmiglintrc.json': '{ "rules": { "edited-applied-migration": "off", "down-loses-data": "off" } }' });
  const { findings } = JSON.parse((await terminal.run('--all --format json')).stdout) as Report;
  return findings.flatMap(({ file, rule, message }) => (files.includes(file) ? [`${rule}: ${message}`] : []));
}

const here = runners.map(({ id }) => id).filter((id) => id !== 'plain' && statSync(join(projects, id), { throwIfNoEntry: false }) !== undefined);
const downOf = (id: string): string => layoutOf(id).down?.in ?? 'none';
const withDowns = here.filter((id) => downOf(id) !== 'none' && !('refused' in layoutOf(id)));
const withoutDowns = here.filter((id) => downOf(id) === 'none' && !('refused' in layoutOf(id)));

/** A new migration that makes a table; its down, where that is a file of its own, is not there yet. */
async function withMigration(terminal: Terminal): Promise<string> {
  const { sets: [set] } = JSON.parse((await terminal.run('sets --format json')).stdout) as Sets;
  const [up = '', down] = (await terminal.run(['new', 'add_totals', set?.path ?? '.'])).stdout.trim().split('\n');
  if (down !== undefined) rmSync(join(terminal.folder, down));
  terminal.write({ [up]: terminal.read(up).replace(/-- Write here what the migration does.*/, sql('create-totals.sql').trim()) });
  return up;
}

describe.each(withDowns)('in a set of %s', (runner) => {
  it('writes a down that the runner reads as the down of that migration', async () => {
    const terminal = projectOf(runner);
    const up = await withMigration(terminal);
    const { code, stdout, stderr } = await terminal.run(['generate', 'down', up, '--write']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const written = stdout.replace(/ written\n$/, '');
    const made = await migrationOf(terminal, up);
    // What Liquibase takes back stands in comments that are no script of their own.
    expect(made?.down).toBe(runner === 'liquibase' ? undefined : written);
    await expect(`== ${written.replaceAll(/\d{13,20}|\d{4}-\d\d-\d\d-\d{6}/g, 'NOW')}\n${terminal.read(written).replaceAll(/\d{13,20}/g, 'NOW')}`).toMatchFileSnapshot(`snapshots/generate-down/${runner}.txt`);
    expect(await rulesAbout(terminal, up, written)).toEqual([]);
    expect(await terminal.run(['generate', 'down', up, '--write'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('holds a down already') as string });
  });
});

it.each(withoutDowns)('prints the down for %s, and says that it can write none', async (runner) => {
  const terminal = projectOf(runner);
  const up = await withMigration(terminal);
  expect(await terminal.run(['generate', 'down', up])).toMatchObject({ code: 0, stdout: 'DROP TABLE IF EXISTS totals;\n' });
  expect(await terminal.run(['generate', 'down', up, '--write'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/has no downs|without one.*take what is printed without --write/s) as string });
});

it.each([
  ['sqitch', 'deploy/users.sql', 'revert/users.sql'],
  ['db-migrate', 'migrations/sqls/20240102000000-email-up.sql', 'migrations/sqls/20240102000000-email-down.sql'],
])('writes the down of %s where its own program has made the up', async (runner, up, down) => {
  const terminal = projectOf(runner);
  terminal.write({ [down]: '' });
  expect(await terminal.run(['generate', 'down', up, '--write'])).toMatchObject({ code: 0, stdout: `${down} written\n` });
  expect((await migrationOf(terminal, up))?.down).toBe(down);
  expect(await rulesAbout(terminal, down)).toEqual([]);
});

const pair = { 'db/000001_users.up.sql': sql('create-users.sql'), 'db/000001_users.down.sql': 'DROP TABLE users;\n', 'db/000002_totals.up.sql': sql('create-totals.sql') };

describe('generate down', () => {
  it('prints, and writes nothing', async () => {
    const terminal = new Terminal(pair);
    expect(await terminal.run('generate down db/000002_totals.up.sql')).toEqual({ code: 0, stdout: 'DROP TABLE IF EXISTS totals;\n', stderr: '' });
    expect(existsSync(join(terminal.folder, 'db/000002_totals.down.sql'))).toBe(false);
  });

  it('knows the file from another folder, and with --write puts the down beside it', async () => {
    const terminal = new Terminal(pair);
    expect(await terminal.run('generate down 000002_totals.up.sql', { cwd: 'db' })).toMatchObject({ code: 0, stdout: 'DROP TABLE IF EXISTS totals;\n' });
    expect((await terminal.run('generate down db/000002_totals.up.sql --write')).stdout).toBe('db/000002_totals.down.sql written\n');
    expect(terminal.read('db/000002_totals.down.sql')).toBe('DROP TABLE IF EXISTS totals;\n');
  });

  it('takes a down that holds comments alone for empty', async () => {
    const terminal = new Terminal({ ...pair, 'db/000002_totals.down.sql': '-- Write here what undoes it.\n' });
    expect(await terminal.run('generate down db/000002_totals.up.sql --write')).toMatchObject({ code: 0 });
    expect(terminal.read('db/000002_totals.down.sql')).toBe('DROP TABLE IF EXISTS totals;\n');
  });

  it('keeps the up of a file with sections as it is', async () => {
    const terminal = new Terminal({ 'db/00001_totals.sql': `-- +goose Up\n${sql('create-totals.sql')}\n-- +goose Down\n` });
    expect(await terminal.run('generate down db/00001_totals.sql --write')).toMatchObject({ code: 0, stdout: 'db/00001_totals.sql written\n' });
    expect(terminal.read('db/00001_totals.sql')).toBe(`-- +goose Up\n${sql('create-totals.sql')}\n-- +goose Down\nDROP TABLE IF EXISTS totals;\n`);
  });

  it('prints one down for each changeset of a file, and leaves it to you where they go', async () => {
    const terminal = projectOf('liquibase');
    expect(await terminal.run('generate down db/changelog/001-users.sql')).toMatchObject({ code: 0, stdout: '-- users\nDROP TABLE IF EXISTS users;\n\n-- index\nDROP INDEX IF EXISTS users_id;\n\n' });
    expect(await terminal.run('generate down db/changelog/001-users.sql --write')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('holds 2 migrations: take what is printed') as string });
  });

  it.each([
    ['generate', 'generate needs'],
    ['generate up db/000002_totals.up.sql', 'down'],
    ['generate down db/000003_none.up.sql', 'db/000003_none.up.sql does not exist'],
    ['generate down db/000001_users.down.sql', 'db/000001_users.down.sql is a down: name its up, db/000001_users.up.sql'],
    ['generate down db/000001_users.up.sql --write', 'db/000001_users.down.sql holds a down already: it is not overwritten'],
  ])('refuses %s', async (call, expected) => {
    const terminal = new Terminal({ ...pair, 'README.md': '# A project\n' });
    const { code, stdout, stderr } = await terminal.run(call);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(expected);
    expect(terminal.read('db/000001_users.down.sql')).toBe('DROP TABLE users;\n');
  });
});
