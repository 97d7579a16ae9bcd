import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/runners/layouts.ts';
import { runners } from '../../src/runners/registry.ts';
import { nextVersion, styleOf } from '../../src/project/next-version.ts';
import { projectOf, projects } from './projects.ts';
import { sql, Terminal } from './terminal.ts';

interface Sets {
  readonly sets: readonly { readonly path: string; readonly runner: string; readonly migrations: readonly { readonly version: string; readonly up?: string; readonly down?: string }[] }[];
}

async function setsOf(terminal: Terminal): Promise<Sets['sets']> {
  return (JSON.parse((await terminal.run('sets --format json')).stdout) as Sets).sets;
}

const creatable = runners.map(({ id }) => id).filter((id) => !('refused' in layoutOf(id)) && id !== 'plain' && statSync(join(projects, id), { throwIfNoEntry: false }) !== undefined);

describe.each(creatable)('in a set of %s', (runner) => {
  it('creates the newest migration, which the linter accepts', async () => {
    const terminal = projectOf(runner);
    const [before] = await setsOf(terminal);
    const { code, stdout, stderr } = await terminal.run(['new', 'add_totals', before?.path ?? '.']);
    expect({ code, stderr: stderr.replace(/^(?:Atlas wants|Liquibase runs).*\n/, '') }).toEqual({ code: 0, stderr: '' });
    const created = stdout.trim().split('\n');
    const after = (await setsOf(terminal)).find(({ path }) => path === before?.path);
    expect(after?.runner).toBe(runner);
    expect(after?.migrations.length).toBe((before?.migrations.length ?? 0) + 1);
    const made = after?.migrations.find(({ up }) => up === created[0]);
    expect(made).toBeDefined();
    if (created[1] !== undefined) expect(made?.down).toBe(created[1]);
    await expect(created.map((path) => `== ${path.replaceAll(/\d{13,20}|\d{4}-\d\d-\d\d-\d{6}/g, 'NOW')}\n${terminal.read(path)}`).join('')).toMatchFileSnapshot(`snapshots/new/${runner}.txt`);

    terminal.write({ '.pgmiglintrc.json': '{ "extends": ["practices", "idempotent"], "rules": { "edited-applied-migration": "off" } }' });
    const { findings } = JSON.parse((await terminal.run('--all --format json')).stdout) as { findings: { file: string; rule: string; message: string }[] };
    expect(findings.filter(({ file }) => created.includes(file))).toEqual([]);
  });
});

it.each(runners.map(({ id }) => id).filter((id) => 'refused' in layoutOf(id) && id !== 'plain-folders'))('says how %s itself does it', async (runner) => {
  const terminal = projectOf(runner);
  const { code, stdout, stderr } = await terminal.run('new add_totals');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/NAME/);
});

const goose = { 'db/00001_users.sql': `-- +goose Up\n${sql('create-users.sql')}-- +goose Down\nDROP TABLE users;\n` };

describe('a new migration', () => {
  it('has the header that missing-header asks for', async () => {
    const terminal = new Terminal({ ...goose, '.pgmiglintrc.json': '{ "rules": { "missing-header": ["warning", { "fields": ["Migration", "Version", "Ticket"] }] } }' });
    expect(await terminal.run('new add_totals')).toEqual({ code: 0, stdout: 'db/00002_add_totals.sql\n', stderr: 'Fill in what the header must say: Ticket.\n' });
    expect(terminal.read('db/00002_add_totals.sql').split('\n').slice(0, 4)).toEqual(['-- Migration: add totals', '-- Version: 00002', '-- Ticket:', '-- +goose Up']);
  });

  it('stops psql at an error where the configuration asks for that', async () => {
    const terminal = new Terminal({ 'migrations/001_users.sql': sql('create-users.sql'), 'migrations/002_more.sql': sql('create-users.sql'), '.pgmiglintrc.json': '{ "extends": ["plain"] }' });
    await terminal.run('new add_totals');
    expect(terminal.read('migrations/003_add_totals.sql')).toContain('\n\\set ON_ERROR_STOP on\n');
  });

  it('begins a set in a folder', async () => {
    const terminal = new Terminal({ 'db/migrations/README.md': '', 'tern/README.md': '' });
    expect(await terminal.run('new create_users db/migrations')).toMatchObject({ code: 2, stderr: expect.stringContaining('name its folder and its runner') as string });
    expect((await terminal.run('new create_users db/migrations --runner golang-migrate --sequence')).stdout).toBe('db/migrations/000001_create_users.up.sql\ndb/migrations/000001_create_users.down.sql\n');
    expect((await terminal.run('new create_users tern --runner tern --timestamp')).stderr).toContain('tern wants numbers without a gap');
  });
});

describe('it refuses', () => {
  it.each([
    ['new AddTotals', '"AddTotals" is not written in snake_case: add_totals'],
    ['new update', '"update" does not say what it does'],
    ['new ../x', '"../x" can hold letters, digits and underscores'],
    ['new add_totals --timestamp', 'db has numbers for versions, as 00001'],
    ['new add_totals nowhere', 'nowhere'],
    ['new', 'new needs <name> [path]'],
  ])('%s', async (call, expected) => {
    const terminal = new Terminal(goose);
    const { code, stdout, stderr } = await terminal.run(call);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(expected);
    expect(readdirSync(join(terminal.folder, 'db'))).toEqual(['00001_users.sql']);
  });

  it('a name with blanks', async () => {
    expect((await new Terminal(goose).run(['new', 'add totals'])).stderr).toContain('has blanks in its name, which every shell wants quoted: add_totals');
  });

  it('two sets without a path', async () => {
    const terminal = new Terminal({ ...goose, 'other/00001_users.sql': goose['db/00001_users.sql'] });
    expect((await terminal.run('new add_totals')).stderr).toContain('there are 2 migration sets here, name the folder of one: db, other');
    expect((await terminal.run('new add_totals other')).stdout).toBe('other/00002_add_totals.sql\n');
  });

  it('a name that would make the up a down', async () => {
    const terminal = new Terminal({ 'm/001_users.sql': sql('create-users.sql'), 'm/001_rollback_users.sql': 'DROP TABLE users;\n' });
    expect(await terminal.run('new rollback_users')).toMatchObject({ code: 2, stderr: expect.stringContaining('would not read 002_rollback_users.sql as a migration called "rollback_users"') as string });
  });

  it('to write over a file, and then writes none', async () => {
    const terminal = new Terminal({ 'm/000001_users.up.sql': sql('create-users.sql'), 'm/000001_users.down.sql': 'DROP TABLE users;\n', 'm/000002_add_totals.down.sql/x': '' });
    expect(await terminal.run('new add_totals m')).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing was written') as string });
    expect(readdirSync(join(terminal.folder, 'm'))).not.toContain('000002_add_totals.up.sql');
  });
});

describe('versions', () => {
  const now = Date.UTC(2026, 0, 31, 12, 30, 15);
  it.each([
    ['000009', '000010'], ['9', '10'], ['1.9', '1.10'], ['2024.01', '2024.02'], ['20240101000000', '20260131123015'], ['202401010000', '202601311230'], ['1704067200000', '1769862615000'],
    ['1704067200', '1769862615'], ['2024-01-01-000000', '2026-01-31-123015'], ['20240101000000000002', '20260131123015000000'], ['20260131123015', '20260131123016'], ['20991231235959', '21000101000000'],
  ])('behind %s comes %s', (last, next) => {
    const style = styleOf(last);
    expect(style && nextVersion(style, last, now)).toBe(next);
  });

  it.each(['1-0001-2022', 'abc', ''])('behind %j nobody knows', (last) => {
    expect(styleOf(last)).toBeUndefined();
  });
});
