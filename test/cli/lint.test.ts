import { describe, expect, test } from 'vitest';
import { sql, Terminal } from './terminal.ts';

const files = {
  'db/000001_users.up.sql': sql('create-users.sql'),
  'db/000001_users.down.sql': 'DROP TABLE users;\n',
  'db/000002_email.up.sql': sql('shorten-email.sql'),
  'db/000002_email.down.sql': sql('lengthen-email.sql'),
};

describe('lint', () => {
  test('reports what is wrong', async () => {
    const { code, stdout, stderr } = await new Terminal(files).run('db');
    expect([code, stderr]).toEqual([1, '']);
    await expect(stdout).toMatchFileSnapshot('snapshots/lint.txt');
  });

  test('as JSON', async () => {
    const { code, stdout } = await new Terminal(files).run('--format json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      sets: [{ path: 'db', runner: 'golang-migrate', migrations: 2, pending: 2 }],
      findings: [{ rule: 'narrowing-type-change', severity: 'error', file: 'db/000002_email.up.sql', line: 2, column: 43, endLine: 2, endColumn: 55 }],
      unreadable: [],
      summary: { files: 4, errors: 1 },
    });
  });

  test.each([['--fail-on never', 0], ['--fail-on error', 1], ['', 1], ['--all', 1], ['--quiet', 1]])('"%s" exits with %i', async (options, code) => {
    expect((await new Terminal(files).run(`db ${options}`)).code).toBe(code);
  });

  test('is silent on what is applied, unless asked', async () => {
    const terminal = new Terminal(files);
    await terminal.run('record');
    expect(await terminal.run('db')).toEqual({ code: 0, stderr: '', stdout: 'no findings: db (golang-migrate), 2 migrations in 4 files with 4 statements; 0 judged, 2 applied already\n' });
    expect((await terminal.run('db --quiet')).stdout).toBe('');
    expect((await terminal.run('db --all')).code).toBe(1);
    terminal.write({ 'db/000001_users.up.sql': `${sql('create-users.sql')}-- edited\n` });
    const { code, stdout } = await terminal.run('db');
    expect([code, stdout]).toEqual([1, expect.stringContaining('error[edited-applied-migration]')]);
  });

  test('judges standard input in the place of a file', async () => {
    const terminal = new Terminal(files);
    const good = await terminal.run('--stdin-filename db/000002_email.up.sql', { stdin: sql('lengthen-email.sql') });
    expect([good.code, good.stderr]).toEqual([0, '']);
    const bad = await terminal.run('- --stdin-filename db/000003_new.up.sql', { stdin: sql('shorten-email.sql') });
    expect([bad.code, bad.stdout]).toEqual([1, expect.stringContaining('db/000003_new.up.sql')]);
    const alone = await terminal.run('-', { stdin: 'SELEC 1;' });
    expect([alone.code, alone.stdout]).toEqual([1, expect.stringContaining(' --> stdin.sql:1:1')]);
  });

  test('explains what it found where', async () => {
    const { code, stdout } = await new Terminal({ ...files, 'db/readme.sql': 'SELECT 1;', 'sqlite/1_a.up.sql': 'CREATE TABLE a (b integer PRIMARY KEY AUTOINCREMENT);' }).run('--explain-discovery');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('snapshots/discovery.txt');
  });

  test('takes the runner that it is told', async () => {
    const { stdout } = await new Terminal(files).run('--runner goose --explain-discovery');
    expect(stdout).toContain('  runner      goose\n');
  });
});

describe('colour', () => {
  test.each([
    ['', {}, true, true], ['', {}, false, false], ['--color', {}, false, true], ['--no-color', {}, true, false],
    ['', { NO_COLOR: '1' }, true, false], ['', { NO_COLOR: '' }, true, true], ['', { FORCE_COLOR: '1' }, false, true], ['', { FORCE_COLOR: '0' }, true, false],
    ['', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true], ['--no-color', { FORCE_COLOR: '1' }, true, false], ['--color', { NO_COLOR: '1' }, false, true], ['', { TERM: 'dumb' }, true, false],
  ])('"%s" with %j on a terminal (%j): %j', async (options, env, isTTY, expected) => {
    const { stdout } = await new Terminal(files).run(`db ${options}`, { env, isTTY });
    expect(stdout.includes('\u001b[')).toBe(expected);
  });
});

describe('bad input', () => {
  test('a path that is not there: what is there is judged all the same', async () => {
    const { code, stdout, stderr } = await new Terminal(files).run('db nowhere');
    expect([code, stderr]).toEqual([2, expect.stringContaining('nowhere')]);
    expect(stdout).toContain('narrowing-type-change');
  });

  test('an empty folder', async () => {
    expect(await new Terminal({ 'a.txt': '' }).run('.')).toEqual({ code: 2, stdout: '', stderr: 'pgmiglint: no SQL files in .: looked for folders of migrations, and for .sql files\n' });
  });

  test('a file that is not UTF-8 costs only itself', async () => {
    const { code, stdout, stderr } = await new Terminal({ ...files, 'db/000003_x.up.sql': Buffer.from('SELECT \u00e4;', 'latin1'), 'db/000003_x.down.sql': 'SELECT 1;' }).run('db');
    expect([code, stderr]).toEqual([2, 'pgmiglint: something could not be read\n']);
    expect(stdout).toContain('narrowing-type-change');
    expect(stdout).toContain(' --> db/000003_x.up.sql:1');
  });
});
