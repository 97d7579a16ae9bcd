import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { call, found, history, narrowing, report, type Files, type Report } from './calling.ts';

async function reportOf(terminal: Terminal, words: readonly string[]): Promise<Report & { code: number; stderr: string }> {
  const { stdout, stderr, code } = await call(terminal, ['--format', 'json', ...words]);
  return { ...(JSON.parse(stdout) as Report), code, stderr };
}

describe('names', () => {
  const odd = ['a b', '[id] (copy) {x}', 'new\nline', 'gr\u00fc\u00dfe \u4f60\u597d \u{1f409}', "quote's \"twice\"", '-dash', '*star*', '\u202edb', '!bang', 'back\\slash', '$HOME', '#hash', '%20'];

  test.each(odd)('a folder and a file called %j', async (name) => {
    const stem = name.replace('\n', ' ');
    const files = Object.fromEntries(Object.entries(history).map(([path, text]) => [`${name}/${path.slice(3).replace('email', stem)}`, text]));
    const terminal = new Terminal(files);
    const whole = await reportOf(terminal, []);
    expect(found(whole)).toEqual([`narrowing-type-change ${name}/000002_${stem}.up.sql:1`]);
    expect(found(await reportOf(terminal, ['--', name]))).toEqual(found(whole));
    expect(found(await reportOf(terminal, ['--', `${name}/000002_${stem}.up.sql`]))).toEqual(found(whole));
    const { stdout } = await call(terminal, []);
    expect(stdout.split('\n').filter((line) => line.includes('--> '))).toHaveLength(2);
    // No name can steer the terminal or turn the direction of writing.
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });

  test('a file whose name holds a line end is none of golang-migrate, and said to be left out', async () => {
    const { code, leftOut } = await report({ ...history, 'db/000003_new\nline.up.sql': 'SELECT 1;' });
    expect([code, leftOut]).toEqual([1, [{ file: 'db/000003_new\nline.up.sql', reason: expect.stringContaining('golang-migrate runs only files called') as string }]]);
  });
});

describe('paths that lead to nothing', () => {
  test.each([
    ['nowhere', 'There is no file or folder nowhere'],
    ['db/000009_x.up.sql', 'There is no file or folder db/000009_x.up.sql'],
    ['migrations/*.sql', 'Nothing matches migrations/*.sql'],
    ['db/[9]*.sql', 'Nothing matches db/[9]*.sql'],
  ])('%s: what was looked for, and where', async (path, said) => {
    const terminal = new Terminal(history);
    const { code, stdout, stderr } = await call(terminal, [path]);
    expect([code, stdout, stderr]).toEqual([2, expect.any(String), expect.stringContaining(`${said} (looked for in ${terminal.folder})`)]);
  });

  test('what is there is judged all the same', async () => {
    const result = await reportOf(new Terminal(history), ['nowhere', 'db']);
    expect([result.code, found(result)]).toEqual([2, [narrowing]]);
  });

  test('an empty word', async () => {
    const { code, stderr } = await call(new Terminal(history), ['']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('pgmiglint: A path is empty')]);
  });
});

describe('nothing to judge', () => {
  test.each<[string, Files]>([['an empty folder', {}], ['no SQL', { 'a.txt': 'a', 'src/b.go': 'package b' }], ['SQL of dependencies alone', { 'node_modules/x/1_a.up.sql': 'SELECT 1;' }]])('%s', async (_, files) => {
    const { code, stdout, stderr } = await call(new Terminal(files), '.');
    expect([code, stdout, stderr]).toEqual([2, '', 'pgmiglint: no SQL files in .: looked for folders of migrations, and for .sql files\n']);
  });

  test('another database alone is left out, and said to be', async () => {
    const { code, leftOut, sets } = await report({ 'mysql/1_a.up.sql': 'CREATE TABLE a (b int AUTO_INCREMENT) ENGINE=InnoDB;' });
    expect([code, sets, leftOut]).toEqual([0, [], [expect.objectContaining({ file: 'mysql/1_a.up.sql' })]]);
  });
});

describe('symbolic links', () => {
  test('a loop of folders is walked once', async () => {
    const terminal = new Terminal(history);
    symlinkSync('.', join(terminal.folder, 'db/again'));
    symlinkSync('../', join(terminal.folder, 'db/up'));
    const result = await reportOf(terminal, []);
    expect([result.code, found(result), result.sets.length, result.unreadable]).toEqual([1, [narrowing], 1, []]);
  });

  test('a folder under two names is one set', async () => {
    const terminal = new Terminal({ 'other/a.txt': '' });
    const elsewhere = new Terminal(history);
    symlinkSync(join(elsewhere.folder, 'db'), join(terminal.folder, 'first'));
    symlinkSync(join(elsewhere.folder, 'db'), join(terminal.folder, 'second'));
    const result = await reportOf(terminal, []);
    expect(found(result)).toEqual(['narrowing-type-change first/000002_email.up.sql:1']);
  });

  test('a link that leads nowhere, or round in a circle, is unreadable', async () => {
    const terminal = new Terminal(history);
    symlinkSync('gone.sql', join(terminal.folder, 'db/000003_gone.up.sql'));
    symlinkSync('000004_circle.up.sql', join(terminal.folder, 'db/000004_circle.up.sql'));
    const result = await reportOf(terminal, ['db']);
    expect([result.code, found(result)]).toEqual([2, [narrowing]]);
    expect(result.unreadable.map(({ file, message }) => [file, message])).toEqual([
      ['db/000003_gone.up.sql', 'This symbolic link leads nowhere: what it points to does not exist.'],
      ['db/000004_circle.up.sql', 'This symbolic link leads nowhere: its symbolic links go round in a circle.'],
    ]);
    const named = await reportOf(terminal, ['db/000004_circle.up.sql']);
    expect([named.code, named.unreadable.length > 0 || named.stderr !== '']).toEqual([2, true]);
  });

  test('a file that is a link is read', async () => {
    const terminal = new Terminal({ ...history, 'elsewhere/third.txt': 'ALTER TABLE users DROP COLUMN email;' });
    symlinkSync('../elsewhere/third.txt', join(terminal.folder, 'db/000003_third.up.sql'));
    expect(found(await reportOf(terminal, ['db']))).toContain('unchecked-drop-column db/000003_third.up.sql:1');
  });
});

describe('a folder that has the name of a file', () => {
  test('is walked, not read', async () => {
    const result = await report({ ...history, 'db/000003_folder.up.sql/note.txt': '' });
    expect([result.code, found(result), result.unreadable]).toEqual([1, [narrowing], []]);
  });
});

describe.skipIf(process.getuid?.() === 0)('what nobody may read', () => {
  test('a file and a folder are named; the rest goes on', async () => {
    const terminal = new Terminal({ ...history, 'db/000003_secret.up.sql': 'SELECT 1;', 'closed/1_a.up.sql': 'SELECT 1;' });
    chmodSync(join(terminal.folder, 'db/000003_secret.up.sql'), 0);
    chmodSync(join(terminal.folder, 'closed'), 0);
    const result = await reportOf(terminal, []);
    chmodSync(join(terminal.folder, 'closed'), 0o700);
    expect([result.code, found(result)]).toEqual([2, [narrowing]]);
    expect(result.unreadable.map(({ file, message }) => [file, message])).toEqual([
      ['closed', 'This folder cannot be read: permission denied.'],
      ['db/000003_secret.up.sql', 'This file cannot be read: permission denied.'],
    ]);
  });
});
