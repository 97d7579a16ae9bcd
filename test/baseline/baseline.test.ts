import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';

const name = '.pgmiglint-baseline.json';
const drop = 'ALTER TABLE users DROP COLUMN email;\n';
const make = 'CREATE TABLE IF NOT EXISTS users (id int, email text, phone text);\n';

/** A history with a table and a drop. */
function project(more: Readonly<Record<string, string>> = {}): Terminal {
  return new Terminal({ 'db/1_users.up.sql': make, 'db/1_users.down.sql': 'DROP TABLE users;\n', 'db/2_email.up.sql': drop, 'db/2_email.down.sql': 'ALTER TABLE users ADD COLUMN email text;\n', ...more });
}

interface Told {
  readonly findings: readonly { readonly file: string; readonly line: number }[];
  readonly summary: { readonly baselined?: number; readonly errors: number };
}

async function told(terminal: Terminal, call = '', cwd = '.'): Promise<Told & { readonly code: number; readonly stderr: string }> {
  const { code, stdout, stderr } = await terminal.run(`--format json ${call}`, { cwd });
  return { ...(JSON.parse(stdout) as Told), code, stderr };
}

describe('a baseline', () => {
  test('makes an old project quiet, and tells what is new', async () => {
    const terminal = project();
    expect((await told(terminal)).code).toBe(1);
    expect(await terminal.run('baseline')).toEqual({ code: 0, stdout: '', stderr: `${name}: 1 finding, 1 added, 0 gone. Commit it; lint tells only what is not in it.\n` });
    expect(await told(terminal)).toMatchObject({ code: 0, stderr: '', findings: [], summary: { errors: 0, baselined: 1 } });
    expect((await terminal.run('')).stdout).toContain('; 1 finding in the baseline');
    terminal.write({ 'db/3_phone.up.sql': 'ALTER TABLE users DROP COLUMN phone;\n', 'db/3_phone.down.sql': 'ALTER TABLE users ADD COLUMN phone text;\n' });
    expect(await told(terminal)).toMatchObject({ code: 1, findings: [{ file: 'db/3_phone.up.sql' }] });
    expect((await told(terminal, '--no-baseline')).findings).toHaveLength(2);
  });

  test('survives moved lines, and tells a second statement of the same words', async () => {
    const typo = 'ALTER TABEL a;\n';
    const terminal = project({ 'db/3_a.up.sql': typo, 'db/3_a.down.sql': 'SELECT 1;\n' });
    await terminal.run('baseline');
    terminal.write({ 'db/2_email.up.sql': `-- why\nSELECT 1;\n\nALTER TABLE users\n  DROP COLUMN email;\n` });
    expect((await told(terminal)).findings).toEqual([]);
    terminal.write({ 'db/3_a.up.sql': `${typo}SELECT 1;\n${typo}` });
    expect((await told(terminal)).findings).toEqual([expect.objectContaining({ rule: 'syntax-error', line: 3 })]);
  });

  test('is a line an entry, in an order of its own, and written alike each time', async () => {
    const terminal = project({ 'db/0_a.up.sql': 'CREATE TABLE z (id int);\n' });
    await terminal.run('baseline');
    const first = terminal.read(name);
    expect(first.split('\n').filter((line) => line.startsWith('    {"rule":"'))).toHaveLength(3);
    await terminal.run('baseline');
    expect(terminal.read(name)).toBe(first);
  });

  test('means the same from every folder, and for one file', async () => {
    const terminal = project({ '.pgmiglintrc.json': '{}' });
    await terminal.run('baseline', { cwd: 'db' });
    expect(JSON.parse(terminal.read(name))).toMatchObject({ findings: [{ file: 'db/2_email.up.sql' }] });
    expect((await told(terminal, '', 'db')).findings).toEqual([]);
    expect((await told(terminal, 'db/2_email.up.sql')).findings).toEqual([]);
    rmSync(join(terminal.folder, '.pgmiglintrc.json'));
    expect((await told(terminal, '', 'db')).findings).toEqual([]);
  });

  test('entries that no longer occur are told, and pruned', async () => {
    const terminal = project({ 'db/3_phone.up.sql': 'ALTER TABLE users DROP COLUMN phone;\n', 'db/3_phone.down.sql': 'ALTER TABLE users ADD COLUMN phone text;\n' });
    await terminal.run('baseline');
    terminal.write({ 'db/2_email.up.sql': 'SELECT 1;\n' });
    expect((await told(terminal)).stderr).toBe(`pgmiglint: 1 finding of ${name} no longer occurs; "pgmiglint baseline --prune" takes it out\n  unchecked-drop-column in db/2_email.up.sql\n`);
    expect((await told(terminal, '--quiet')).stderr).toBe('');
    expect((await told(terminal, 'db/3_phone.up.sql')).stderr).toBe('');
    rmSync(join(terminal.folder, 'db/3_phone.up.sql'));
    rmSync(join(terminal.folder, 'db/3_phone.down.sql'));
    expect((await told(terminal)).stderr).toContain(`2 findings of ${name} no longer occur;`);
    terminal.write({ 'db/4_new.up.sql': 'ALTER TABLE users DROP COLUMN phone;\n', 'db/4_new.down.sql': 'ALTER TABLE users ADD COLUMN phone text;\n' });
    expect((await terminal.run('baseline --prune')).stderr).toContain(`${name}: 0 findings, 0 added, 2 gone.`);
    expect((await told(terminal)).findings).toContainEqual(expect.objectContaining({ rule: 'unchecked-drop-column', file: 'db/4_new.up.sql' }));
  });

  test('what a comment switches off is not in it, and renames nothing', async () => {
    const twice = 'ALTER TABEL a;\nSELECT 1;\nALTER TABEL a;\n';
    const terminal = new Terminal({ 'db/3_a.up.sql': twice, 'db/3_a.down.sql': 'SELECT 1;\n' });
    await terminal.run('baseline');
    terminal.write({ 'db/3_a.up.sql': `-- pgmiglint-disable-next-statement syntax-error -- seen\n${twice}` });
    expect(await told(terminal)).toMatchObject({ findings: [], stderr: '', summary: { suppressed: 1, baselined: 1 } });
    await terminal.run('baseline');
    expect((JSON.parse(terminal.read(name)) as { findings: unknown[] }).findings).toHaveLength(1);
  });

  test('part of a project can be written anew', async () => {
    const terminal = project({ 'other/1_a.up.sql': 'CREATE TABLE a (id int);\n' });
    await terminal.run('baseline');
    terminal.write({ 'db/2_email.up.sql': 'SELECT 1;\n' });
    await terminal.run('baseline db');
    expect(terminal.read(name)).toContain('"file":"other/1_a.up.sql"');
    expect(terminal.read(name)).not.toContain('unchecked-drop-column');
    expect((await told(terminal)).findings).toEqual([]);
  });

  test('is named by the configuration, or switched off', async () => {
    const terminal = project({ '.pgmiglintrc.json': '{ "baseline": "known.json" }' });
    expect(await terminal.run('')).toEqual({ code: 2, stdout: '', stderr: 'pgmiglint: there is no baseline known.json: "pgmiglint baseline" writes it\n' });
    await terminal.run('baseline');
    expect(existsSync(join(terminal.folder, name))).toBe(false);
    expect((await told(terminal)).findings).toEqual([]);
    terminal.write({ '.pgmiglintrc.json': '{ "baseline": false }' });
    expect((await told(terminal)).findings).toHaveLength(1);
    expect((await terminal.run('baseline')).code).toBe(2);
  });

  test.each([
    ['{', 'is no JSON'],
    ['<<<<<<< HEAD\n{}', 'is no JSON, but a merge that is not resolved'],
    ['{ "version": 2 }', 'is of no version that this pgmiglint knows; `pgmiglint baseline` writes it anew'],
    ['{ "version": 1, "findings": [1] }', 'holds something else than findings; `pgmiglint baseline` writes it anew'],
  ])('that says %j is a mistake', async (text, problem) => {
    const terminal = project({ [name]: text });
    expect(await terminal.run('')).toEqual({ code: 2, stdout: '', stderr: `${name}:1:1: the baseline ${problem}\n` });
    await terminal.run('baseline');
    expect((await terminal.run('')).code).toBe(0);
  });

  test('of a thousand old problems', async () => {
    const files = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`db/${index + 10}_t.up.sql`, `CREATE TABLE t${index} (id int);\n`]));
    const terminal = new Terminal(files);
    expect((await told(terminal)).findings.length).toBeGreaterThan(1000);
    await terminal.run('baseline');
    expect(await told(terminal)).toMatchObject({ code: 0, findings: [], stderr: '' });
  });
});
