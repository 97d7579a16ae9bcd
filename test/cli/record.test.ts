import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sql, Terminal } from './terminal.ts';

const files = {
  'db/000001_users.up.sql': sql('create-users.sql'),
  'db/000001_users.down.sql': 'DROP TABLE users;\n',
  'db/000002_email.up.sql': sql('shorten-email.sql'),
  'db/000002_email.down.sql': sql('lengthen-email.sql'),
};

const lock = 'db/.applied.sha256';

describe('record', () => {
  test('writes the lock file, and is content the second time', async () => {
    const terminal = new Terminal(files);
    expect(await terminal.run('record')).toEqual({ code: 0, stdout: '', stderr: `${lock}: 4 files added\n` });
    expect(terminal.read(lock).trim().split('\n').map((line) => line.slice(66))).toEqual(['000001_users.up.sql', '000001_users.down.sql', '000002_email.up.sql', '000002_email.down.sql']);
    expect((await terminal.run('record db')).stderr).toBe(`${lock}: up to date\n`);
    expect(await terminal.run('record --check')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('ends at a version', async () => {
    const terminal = new Terminal(files);
    expect((await terminal.run('record --until 1')).stderr).toBe(`${lock}: 2 files added\n`);
    expect(await terminal.run('record --check')).toMatchObject({ code: 1, stderr: expect.stringContaining('not recorded: 000002_email.up.sql') as string });
    expect((await terminal.run('record --check --until 1')).code).toBe(0);
    expect(await terminal.run('record --until 000003')).toMatchObject({ code: 2, stderr: 'pgmiglint: db has no version "000003", did you mean 000001?\n' });
  });

  test('overwrites what differs only when forced', async () => {
    const terminal = new Terminal(files);
    await terminal.run('record');
    const before = terminal.read(lock);
    terminal.write({ 'db/000001_users.up.sql': 'SELECT 1;\n', 'db/000003_more.up.sql': 'SELECT 2;\n' });
    expect(await terminal.run('record --check')).toMatchObject({ code: 1, stderr: expect.stringContaining('differs: 000001_users.up.sql') as string });
    const refused = await terminal.run('record');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`pgmiglint: ${lock} records another content of 000001_users.up.sql\n`);
    expect(terminal.read(lock)).toBe(before);
    expect(await terminal.run('record --force')).toEqual({ code: 0, stdout: '', stderr: `${lock}: 1 file added, 1 file overwritten\n` });
    expect((await terminal.run('record --check')).code).toBe(0);
  });

  test('keeps the lines of files that are gone', async () => {
    const terminal = new Terminal(files);
    await terminal.run('record');
    rmSync(join(terminal.folder, 'db/000002_email.up.sql'));
    rmSync(join(terminal.folder, 'db/000002_email.down.sql'));
    expect((await terminal.run('record')).stderr).toBe(`${lock}: up to date\n`);
    expect((await terminal.run('record --check')).code).toBe(1);
    expect((await terminal.run('record --force')).stderr).toBe(`${lock}: 2 files gone\n`);
    expect(terminal.read(lock).trim().split('\n')).toHaveLength(2);
  });

  test('refuses a lock file with a merge conflict', async () => {
    const terminal = new Terminal({ ...files, [lock]: '<<<<<<< HEAD\n=======\n>>>>>>> x\n' });
    for (const call of ['record', 'record --check', 'db', '--explain-discovery']) {
      expect(await terminal.run(call)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^db\/\.applied\.sha256:1:1: an unresolved merge conflict/) as string });
    }
  });

  test('says that there is nothing', async () => {
    expect(await new Terminal({ 'a.txt': '' }).run('record')).toEqual({ code: 2, stdout: '', stderr: 'pgmiglint: no migrations here: there is nothing to record\n' });
  });
});
