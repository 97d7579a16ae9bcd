import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Repository } from './repositories.ts';
import { temporaryFolder } from './sets.ts';

const base = { 'db/1_users.up.sql': 'CREATE TABLE IF NOT EXISTS users (id int, email text);\n', 'db/1_users.down.sql': 'DROP TABLE users;\n' };
const drop = 'ALTER TABLE users DROP COLUMN email;\n';
const second = { 'db/2_email.up.sql': drop, 'db/2_email.down.sql': 'ALTER TABLE users ADD COLUMN email text;\n' };

function staged(files: Readonly<Record<string, string>> = second): Repository {
  const repository = Repository.with(base).write(files);
  repository.git('add', '--all');
  return repository;
}

describe('--staged judges what the commit would hold', () => {
  test('not what was mended on the disk and not staged', async () => {
    const repository = staged().write({ 'db/2_email.up.sql': '\n\nSELECT 1;\n' });
    expect((await repository.lint('--staged')).findings).toMatchObject([{ rule: 'unchecked-drop-column', file: 'db/2_email.up.sql', line: 1 }]);
    expect((await repository.run('--staged --format unix')).stdout).toMatch(/^db\/2_email\.up\.sql:1:19: error: /);
  });

  test('nor what was broken since', async () => {
    const repository = staged({ ...second, 'db/2_email.up.sql': 'SELECT 1;\n' }).write({ 'db/2_email.up.sql': drop });
    expect((await repository.lint('--staged')).findings.filter(({ rule }) => rule === 'unchecked-drop-column')).toEqual([]);
  });

  test('what is staged and no longer on the disk', async () => {
    const repository = staged().remove('db/2_email.up.sql');
    expect((await repository.lint('--staged')).findings).toMatchObject([{ rule: 'unchecked-drop-column' }]);
    rmSync(join(repository.folder, 'db'), { recursive: true });
    expect((await repository.lint('--staged db')).findings).toMatchObject([{ rule: 'unchecked-drop-column' }]);
  });

  test('nothing that git does not know', async () => {
    const repository = Repository.with(base).write({ ...second, 'new/1_a.up.sql': drop });
    expect(await repository.lint('--staged')).toMatchObject({ findings: [], pending: 0, code: 0 });
    repository.git('add', 'db');
    expect(await repository.lint('--staged')).toMatchObject({ findings: [{}], pending: 1, code: 1 });
  });

  test("the lock file, and a runner's journal too", async () => {
    const repository = Repository.with(base);
    await repository.run('record');
    repository.commit(second);
    await repository.run('record');
    // The lock file on the disk knows the second one; the staged one does not.
    expect(await repository.lint('--staged')).toMatchObject({ pending: 1, from: 'lock file' });
    repository.git('add', '--all');
    expect(await repository.lint('--staged')).toMatchObject({ pending: 0, from: 'lock file' });
  });

  test('from a folder below, through a symbolic link, with the index that a hook is given', async () => {
    const repository = staged().write({ 'db/2_email.up.sql': 'SELECT 1;\n' });
    expect((await repository.lint('--staged', {}, 'db')).findings).toMatchObject([{ file: '2_email.up.sql' }]);
    const elsewhere = temporaryFolder();
    mkdirSync(join(elsewhere, 'x'));
    symlinkSync(repository.folder, join(elsewhere, 'x/link'));
    expect((await new Repository(join(elsewhere, 'x/link')).lint('--staged')).findings).toMatchObject([{ file: 'db/2_email.up.sql' }]);
    expect((await repository.lint('--staged', { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' })).findings).toHaveLength(1);
  });

  test('in every repository of the call', async () => {
    const [one, other] = [staged(), staged()];
    other.write({ 'db/2_email.up.sql': 'SELECT 1;\n' });
    const { findings } = await one.lint(`--staged db ${other.folder}/db`);
    expect(findings).toHaveLength(2);
  });
});

describe('--staged without a path, for people', () => {
  test.each([
    ['notes.txt', false], ['src/app.ts', false], ['db/2.sql', true], ['db/migrations/2.ts', true], ['.pgmiglintrc.json', true], ['x/.applied.sha256', true], ['db/atlas.sum', true], ['db/meta/_journal.json', true],
  ])('%s concerns a migration: %s', async (path, concerns) => {
    const repository = Repository.with({ ...base, [path]: '{}' }).write({ [path]: '{ }' });
    repository.git('add', '--all');
    const { stdout } = await repository.run('--staged');
    expect(stdout === 'nothing staged concerns a migration\n').toBe(!concerns);
  });

  test('a deletion concerns it, and a program always gets its report', async () => {
    const repository = Repository.with({ ...base, ...second, 'notes.txt': 'x' });
    repository.git('rm', '--quiet', 'notes.txt');
    expect((await repository.run('--staged --quiet')).stdout).toBe('');
    expect(JSON.parse((await repository.run('--staged --format json')).stdout)).toMatchObject({ findings: [] });
    repository.git('rm', '--quiet', 'db/2_email.up.sql', 'db/2_email.down.sql');
    expect((await repository.run('--staged')).stdout).toContain('its file is gone');
  });
});
