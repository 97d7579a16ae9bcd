import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sql, Terminal } from './terminal.ts';

const files = {
  'db/000001_users.up.sql': sql('create-users.sql'),
  'db/000001_users.down.sql': 'DROP TABLE users;\n',
  'db/000002_email.up.sql': sql('shorten-email.sql'),
  'db/000002_email.down.sql': sql('lengthen-email.sql'),
};

describe('--output', () => {
  test('writes several reports beside the one that is printed', async () => {
    const terminal = new Terminal(files);
    const { code, stdout } = await terminal.run('--format unix --output sarif=out.sarif --output junit=reports.xml --output json=out.json');
    expect(code).toBe(1);
    expect(stdout).toContain('[narrowing-type-change]\n');
    expect(JSON.parse(terminal.read('out.sarif'))).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'pgmiglint', version: expect.stringMatching(/^\d/) as string } } }] });
    expect(terminal.read('reports.xml')).toContain('<testsuites ');
    expect(JSON.parse(terminal.read('out.json'))).toMatchObject({ summary: { errors: 1 } });
    expect(readdirSync(terminal.folder).sort()).toEqual(['db', 'out.json', 'out.sarif', 'reports.xml']);
  });

  test('replaces what is there', async () => {
    const terminal = new Terminal({ ...files, 'out.txt': 'old' });
    await terminal.run('--output text=out.txt --color');
    // eslint-disable-next-line no-control-regex -- colours are for terminals
    expect(terminal.read('out.txt')).not.toMatch(/^old$|\u001b/);
  });

  test('a dash is stdout', async () => {
    expect(JSON.parse((await new Terminal(files).run('--output json=-')).stdout)).toMatchObject({ version: 1 });
  });

  test.each([
    ['--output sarif', 'pgmiglint: --output takes a format and a file, such as sarif=report.sarif, not "sarif"\n'],
    ['--output sarig=x', 'pgmiglint: unknown format "sarig", did you mean "sarif"?\n'],
    ['--output json=none/x.json', 'pgmiglint: --output none/x.json: there is no folder none\n'],
    ['--output json=db', 'pgmiglint: --output db: this is a folder\n'],
    ['--output json=x --output sarif=./x', 'pgmiglint: --output x: two reports for one file\n'],
    ['--format text --output json=-', 'pgmiglint: only one report can go to stdout, not text and json\n'],
  ])('%s is refused before anything is done', async (call, stderr) => {
    const terminal = new Terminal(files);
    expect(await terminal.run(call)).toEqual({ code: 2, stdout: '', stderr });
    expect(existsSync(join(terminal.folder, 'x'))).toBe(false);
  });
});

test('the versions of a set are in the page', async () => {
  const { stdout } = await new Terminal(files).run('--format html');
  expect(stdout).toContain('<li title="000002 email: pending, error">');
});

describe('for the programs of a repository', () => {
  test('paths start from its root', async () => {
    const terminal = new Terminal(Object.fromEntries(Object.entries(files).map(([path, text]) => [`back/${path}`, text])));
    terminal.write({ '.git/HEAD': 'ref: refs/heads/main\n' });
    const told = await terminal.run('--format github', { cwd: 'back' });
    expect(told.stdout).toContain('::error file=back/db/000002_email.up.sql,');
    expect((await terminal.run('--format unix', { cwd: 'back' })).stdout).toMatch(/^db\//);
  });

  test("GitHub's job summary has what annotations leave out", async () => {
    const terminal = new Terminal({ ...files, 'summary.md': '# before\n' });
    mkdirSync(join(terminal.folder, 'empty'));
    await terminal.run('--format github', { env: { GITHUB_STEP_SUMMARY: join(terminal.folder, 'summary.md') } });
    expect(terminal.read('summary.md')).toMatch(/^# before\n### pgmiglint: 1 error\n/);
    const refused = await terminal.run('--format github', { env: { GITHUB_STEP_SUMMARY: terminal.folder } });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/^pgmiglint: the job summary cannot be written: /)]);
  });
});

test('what is locked is in the page, in the comment, and nowhere else', async () => {
  const terminal = new Terminal(files);
  const locked = /ALTER TABLE .*email.*ACCESS EXCLUSIVE/;
  expect((await terminal.run('--format html')).stdout).toMatch(/<code>users<\/code> ACCESS EXCLUSIVE/);
  expect((await terminal.run('--format markdown')).stdout).toMatch(locked);
  await terminal.run('record --until 1');
  expect((await terminal.run('--format markdown')).stdout).toMatch(locked);
  await terminal.run('record');
  expect((await terminal.run('--format markdown')).stdout).not.toMatch(locked);
  expect((await terminal.run('--format markdown --all')).stdout).toMatch(locked);
});
