import { chmodSync, chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Repository, type Told } from './repositories.ts';
import { temporaryFolder, writeFiles } from './sets.ts';

const users = 'CREATE TABLE IF NOT EXISTS users (id bigint PRIMARY KEY);\n';
const down = 'DROP TABLE IF EXISTS users;\n';
const base = { 'db/000001_users.up.sql': users, 'db/000001_users.down.sql': down };
const second = { 'db/000002_notes.up.sql': 'CREATE TABLE IF NOT EXISTS notes (id bigint PRIMARY KEY);\n', 'db/000002_notes.down.sql': 'DROP TABLE IF EXISTS notes;\n' };

const brief = (findings: readonly Told[]): readonly string[] => findings.map(({ severity, file, line, message }) => `${severity} ${file}:${line} ${message.split('\n')[0] ?? ''}`);

/** A branch off `main`. */
function onBranch(files: Readonly<Record<string, string>> = base): Repository {
  return Repository.with(files).branch('feature');
}

describe('what stands on the base is applied', () => {
  test('on a branch: the default branch, without being told', async () => {
    const repository = onBranch().commit(second);
    expect(await repository.lint()).toMatchObject({ findings: [], pending: 1, from: 'git: main', code: 0, stderr: '' });
    expect((await repository.run('--explain-discovery')).stdout).toContain('  pending     1, known from git: main\n');
  });

  test('on the default branch itself nothing is known', async () => {
    expect(await Repository.with(base).lint()).toMatchObject({ pending: 1, from: undefined });
  });

  test('the remote says which branch is the default one', async () => {
    const origin = Repository.with(base);
    origin.git('branch', '--move', 'main', 'trunk');
    const clone = origin.clone();
    expect(await clone.lint()).toMatchObject({ pending: 1, from: undefined });
    expect(await clone.branch('feature').lint()).toMatchObject({ pending: 0, from: 'git: origin/trunk' });
  });

  test('`base: false` in the configuration: nobody is asked, unless the call says so', async () => {
    const repository = onBranch().write({ '.pgmiglintrc.json': '{ "base": false }' });
    expect(await repository.lint()).toMatchObject({ pending: 1, from: undefined });
    expect(await repository.lint('', { GITHUB_BASE_REF: 'main' })).toMatchObject({ pending: 1, from: undefined });
    expect(await repository.lint('--base main')).toMatchObject({ pending: 0, from: 'git: main' });
  });

  test('a base in the configuration', async () => {
    const repository = onBranch().branch('deeper').write({ '.pgmiglintrc.json': '{ "base": "feature" }' });
    expect(await repository.lint()).toMatchObject({ pending: 0, from: 'git: feature' });
    repository.write({ '.pgmiglintrc.json': '{ "base": true }' });
    expect(await repository.lint()).toMatchObject({ code: 2, stderr: '.pgmiglintrc.json:1:11: "base" must be a string or false, not true or false\n' });
  });

  test.each([
    ['GITHUB_BASE_REF', 'main'], ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'main'], ['BITBUCKET_PR_DESTINATION_BRANCH', 'main'],
    ['SYSTEM_PULLREQUEST_TARGETBRANCH', 'refs/heads/main'],
  ])('%s=%s, with HEAD detached', async (variable, value) => {
    const clone = onBranch().commit(second).clone('--branch', 'feature');
    clone.git('checkout', '--quiet', '--detach');
    expect(await clone.lint()).toMatchObject({ pending: 2, from: undefined });
    expect(await clone.lint('', { [variable]: value })).toMatchObject({ pending: 1, from: 'git: origin/main' });
    expect(await clone.lint('', { [variable]: '' })).toMatchObject({ pending: 2, from: undefined });
  });

  test('CI_MERGE_REQUEST_DIFF_BASE_SHA, where the branch was not fetched', async () => {
    const repository = onBranch();
    const sha = repository.git('rev-parse', 'main').trim();
    const clone = repository.commit(second).clone('--branch', 'feature', '--single-branch');
    clone.git('checkout', '--quiet', '--detach');
    expect(await clone.lint('', { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: sha })).toMatchObject({ pending: 1, from: `git: ${sha}` });
  });

  test('the lock file outweighs git', async () => {
    const repository = onBranch({ ...base, ...second });
    await repository.run('record --until 1');
    expect(await repository.lint()).toMatchObject({ pending: 1, from: 'lock file' });
    expect(await repository.lint('--base main')).toMatchObject({ pending: 1, from: 'lock file' });
  });

  test('--all judges everything all the same, and still sees edits', async () => {
    const repository = onBranch({ ...base, 'db/000001_users.up.sql': 'CREATE TABLE users (id bigint);\n' }).write({ 'db/000001_users.up.sql': 'CREATE TABLE users (id int);\n' });
    expect((await repository.lint('--all')).findings.map(({ rule }) => rule)).toEqual(['edited-applied-migration', 'non-idempotent-create']);
  });
});

describe('what was done to it since', () => {
  test('an edit: which statement, what it was, how to get it back', async () => {
    const repository = onBranch({ ...base, 'db/000001_users.up.sql': `${users}\nCREATE INDEX IF NOT EXISTS a ON users (id);\n` });
    repository.write({ 'db/000001_users.up.sql': `${users}\n-- why\nCREATE INDEX IF NOT EXISTS a ON users (id DESC);\nCREATE INDEX IF NOT EXISTS b ON users (id);\n` });
    const { findings, code } = await repository.lint();
    const commit = repository.git('rev-parse', 'main').slice(0, 10);
    expect(code).toBe(1);
    expect(findings).toEqual([expect.objectContaining({
      rule: 'edited-applied-migration', severity: 'error', file: 'db/000001_users.up.sql', line: 4,
      message: [
        '000001_users.up.sql is applied (git: main), and has been edited since. Put the change into a new migration.',
        'was: CREATE INDEX IF NOT EXISTS a ON users (id)',
        'added: CREATE INDEX IF NOT EXISTS b ON users (id)',
        `Restore it: git restore --source=${commit} -- db/000001_users.up.sql`,
      ].join('\n'),
      instead: [{ script: 'next', transaction: true, sql: 'CREATE INDEX IF NOT EXISTS b ON users (id);' }],
    })]);
    repository.git('restore', `--source=${commit}`, '--', 'db/000001_users.up.sql');
    expect((await repository.lint()).findings).toEqual([]);
  });

  test('only comments, letters and white space around: a warning', async () => {
    const repository = onBranch().write({ 'db/000001_users.up.sql': `-- users\n${users.replace(' (', '\n(')}` });
    expect(brief((await repository.lint()).findings)).toEqual(['warning db/000001_users.up.sql:1 000001_users.up.sql is applied (git: main), and its comments or white space have been edited since.']);
  });

  test('a comment that the runner reads is no remark', async () => {
    const repository = Repository.with({ 'db/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n' }).branch('feature');
    repository.write({ 'db/1_a.sql': '-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n' });
    expect((await repository.lint()).findings).toMatchObject([{ severity: 'error' }]);
  });

  test('only line endings', async () => {
    const repository = onBranch().write({ 'db/000001_users.up.sql': users.replaceAll('\n', '\r\n') });
    expect(brief((await repository.lint()).findings)).toEqual(['info db/000001_users.up.sql:1 Only the line endings of 000001_users.up.sql differ from what was applied.']);
  });

  test('the down, as a file and as a section, may be mended', async () => {
    const files = onBranch().write({ 'db/000001_users.down.sql': 'DROP TABLE users;\n' });
    expect((await files.lint()).findings).toMatchObject([{ severity: 'info', file: 'db/000001_users.down.sql' }]);
    const sections = Repository.with({ 'db/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n' }).branch('feature');
    sections.write({ 'db/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 3;\n' });
    expect((await sections.lint()).findings).toMatchObject([{ severity: 'info', line: 4 }]);
  });

  test('deleted, committed or not', async () => {
    const repository = onBranch({ ...base, ...second }).remove('db/000002_notes.up.sql', 'db/000002_notes.down.sql');
    const expected = ['info db/000002_notes.down.sql:1 000002_notes.down.sql is the down of an applied migration (git: main), and its file is gone.', 'error db/000002_notes.up.sql:1 000002_notes.up.sql is applied (git: main), and its file is gone.'];
    expect(brief((await repository.lint()).findings)).toEqual(expected);
    expect(brief((await repository.commit().lint()).findings)).toEqual(expected);
  });

  test('what the set never ran may go and change', async () => {
    const repository = onBranch({ ...base, 'db/README.md': 'x', 'db/seed.sql': 'SELECT 1;', 'db/old/1_x.up.sql': 'SELECT 1;' }).remove('db/README.md').write({ 'db/seed.sql': 'SELECT 2;' });
    repository.git('rm', '--quiet', '-r', 'db/old');
    expect((await repository.lint('db')).findings).toEqual([]);
  });

  test('standard input in the place of a file is compared too', async () => {
    const repository = onBranch();
    let stdout = '';
    const { main } = await import('../../src/cli/main.ts');
    const out = { isTTY: false, write: (text: string) => { stdout += text; } };
    const { environment } = await import('./repositories.ts');
    expect(await main(['--stdin-filename', 'db/000001_users.up.sql', '--format', 'json'], { cwd: repository.folder, env: environment, stdin: () => Promise.resolve('SELECT 1;\n'), stdout: out, stderr: out })).toBe(1);
    expect(stdout).toContain('has been edited since');
  });

  test('after a rebase, and after a merge of the base, only what the branch did counts', async () => {
    for (const how of [['rebase', '--quiet'], ['merge', '--quiet', '--no-edit']]) {
      const repository = onBranch().commit({ 'db/000003_x.up.sql': 'SELECT 1;\n', 'db/000003_x.down.sql': 'SELECT 1;\n' });
      repository.git('checkout', '--quiet', 'main');
      repository.commit(second).git('checkout', '--quiet', 'feature');
      expect(await repository.lint()).toMatchObject({ pending: 1 });
      repository.git(...how, 'main');
      expect(await repository.lint()).toMatchObject({ findings: [], pending: 1, from: 'git: main' });
    }
  });
});

describe('a rename', () => {
  test('is silent where the version is kept and only that counts, staged or not', async () => {
    const repository = onBranch();
    repository.write({ 'db/000001_people.up.sql': users, 'db/000001_people.down.sql': down }).remove('db/000001_users.up.sql', 'db/000001_users.down.sql');
    expect(await repository.lint()).toMatchObject({ findings: [], pending: 0 });
    expect(await repository.commit().lint()).toMatchObject({ findings: [], pending: 0 });
    repository.write({ 'db/000001_people.up.sql': 'SELECT 1;\n' });
    expect((await repository.lint()).findings).toMatchObject([{ severity: 'error', file: 'db/000001_people.up.sql', message: expect.stringContaining('edited since') as string }]);
  });

  test('that takes another version is a new migration to the runner', async () => {
    const repository = onBranch();
    repository.git('mv', 'db/000001_users.up.sql', 'db/000007_users.up.sql');
    repository.git('mv', 'db/000001_users.down.sql', 'db/000007_users.down.sql');
    const { findings, pending } = await repository.lint();
    expect(brief(findings)).toContain('error db/000007_users.up.sql:1 000001_users.up.sql is applied (git: main), and is called 000007_users.up.sql now: golang-migrate has version 000001 as applied, and takes 000007 for a new one.');
    expect(findings[1]?.message).toContain('Restore it: git mv db/000007_users.up.sql db/000001_users.up.sql');
    expect(pending).toBe(1);
  });

  test.each([
    ['Prisma', { 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n' }, 'prisma/migrations/20240101000000_a/migration.sql', 'prisma/migrations/20240101000000_b/migration.sql', users],
    ['node-pg-migrate', {}, 'migrations/1700000000000_a.sql', 'migrations/1700000000000_b.sql', `-- Up Migration\n${users}-- Down Migration\n${down}`],
    ['sql-migrate', {}, 'migrations/1_a.sql', 'migrations/1_b.sql', `-- +migrate Up\n${users}-- +migrate Down\n${down}`],
    ['Flyway', {}, 'db/migration/V1__a.sql', 'db/migration/V1__b.sql', users],
  ])('counts for %s, which remembers names', async (title, more, from, to, text) => {
    const repository = onBranch({ ...more, [from]: text }).write({ [to]: text }).remove(from);
    const { findings } = await repository.lint();
    expect(findings).toMatchObject([{ rule: 'edited-applied-migration', severity: 'error', file: to, message: expect.stringContaining(`now: ${title}`) as string }]);
  });

  test.each([
    ['goose', 'db/1_a.sql', 'db/0001_b.sql', `-- +goose Up\n${users}-- +goose Down\n${down}`],
    ['dbmate', 'db/1_a.sql', 'db/1_b.sql', `-- migrate:up\n${users}-- migrate:down\n${down}`],
  ])('is silent for %s', async (_, from, to, text) => {
    const repository = onBranch({ [from]: text }).write({ [to]: text }).remove(from);
    expect(await repository.lint()).toMatchObject({ findings: [], pending: 0 });
  });
});

describe('--staged', () => {
  test('compares the index with HEAD: edits, deletions, renames, and nothing that is not staged', async () => {
    const repository = Repository.with({ ...base, ...second, 'db/000003_c.up.sql': 'SELECT 3;\n', 'db/000003_c.down.sql': 'SELECT 3;\n' });
    repository.write({ 'db/000001_users.up.sql': 'SELECT 1;\n' });
    expect(await repository.lint('--staged')).toMatchObject({ findings: [], pending: 0, from: 'git: HEAD' });
    repository.git('add', '--all');
    repository.git('rm', '--quiet', '--cached', 'db/000002_notes.up.sql');
    repository.git('mv', 'db/000003_c.up.sql', 'db/000003_d.up.sql');
    repository.write({ 'db/000001_users.up.sql': users });
    expect(brief((await repository.lint('--staged')).findings)).toEqual([
      'error db/000001_users.up.sql:1 000001_users.up.sql is applied (git: HEAD), and has been edited since. Put the change into a new migration.',
      'error db/000002_notes.up.sql:1 000002_notes.up.sql is applied (git: HEAD), and its file is gone.',
    ]);
  });

  test('with --base, the index against that', async () => {
    const repository = onBranch().commit(second).write({ 'db/000002_notes.up.sql': 'SELECT 1;\n' });
    repository.git('add', '--all');
    expect((await repository.lint('--staged')).findings).toMatchObject([{ file: 'db/000002_notes.up.sql' }]);
    expect(await repository.lint('--staged --base main')).toMatchObject({ findings: [], pending: 1 });
  });

  test('before the first commit nothing is applied', async () => {
    const repository = new Repository();
    repository.git('init', '--quiet');
    repository.write(base).git('add', '--all');
    expect(await repository.lint('--staged')).toMatchObject({ findings: [], pending: 1, code: 0 });
  });
});

describe('repositories of every kind', () => {
  test('no repository: silence, unless a base is asked for', async () => {
    const folder = new Repository().write(base);
    expect(await folder.lint('', { GITHUB_BASE_REF: 'main' })).toMatchObject({ pending: 1, stderr: '', code: 0 });
    expect(await folder.lint('--base main')).toMatchObject({ code: 2, stderr: 'pgmiglint: --base main: db is in no git repository\n' });
    expect(await folder.lint('--staged')).toMatchObject({ code: 2, stderr: 'pgmiglint: --staged: db is in no git repository\n' });
  });

  test('no commits yet', async () => {
    const repository = new Repository();
    repository.git('init', '--quiet', '--initial-branch', 'feature');
    repository.write(base);
    expect(await repository.lint()).toMatchObject({ pending: 1, stderr: '', code: 0 });
    expect(await repository.lint('--base main')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^pgmiglint: --base main: there are no commits yet in \S+\n$/) as string });
  });

  test('no such base', async () => {
    const repository = onBranch();
    expect(await repository.lint('--base nowhere')).toMatchObject({ code: 2, stderr: 'pgmiglint: --base nowhere: there is no such branch, tag or commit here\n' });
    expect(await repository.lint('--base --upload-pack=x')).toMatchObject({ code: 2 });
    expect(await repository.lint('', { GITHUB_BASE_REF: 'nowhere' })).toMatchObject({ code: 0, pending: 1, stderr: expect.stringContaining('pgmiglint: $GITHUB_BASE_REF nowhere: there is no such branch, tag or commit here. Fetch all of it: git fetch --unshallow, fetch-depth: 0') as string });
  });

  test('histories without a common commit', async () => {
    const repository = Repository.with(base);
    repository.git('checkout', '--quiet', '--orphan', 'other');
    repository.commit(second);
    expect(await repository.lint('--base main')).toMatchObject({ code: 2, stderr: 'pgmiglint: --base main: HEAD and main have no commit in common\n' });
  });

  test('a shallow clone says how much is to be fetched', async () => {
    const origin = onBranch().commit(second);
    origin.git('checkout', '--quiet', 'main');
    const clone = origin.clone('--depth', '1', '--branch', 'feature', '--no-single-branch');
    const { stderr, code, pending } = await clone.lint();
    expect([code, pending]).toEqual([0, 2]);
    expect(stderr).toContain('this clone holds only the end of the history, without the commit where HEAD and origin/main part. Fetch all of it: git fetch --unshallow, fetch-depth: 0');
    expect((await clone.lint('--base main')).code).toBe(2);
    clone.git('fetch', '--quiet', '--unshallow');
    expect(await clone.lint()).toMatchObject({ pending: 1, stderr: '' });
  });

  test('a work tree of its own', async () => {
    const repository = Repository.with(base);
    const folder = temporaryFolder();
    repository.git('worktree', 'add', '--quiet', '-b', 'feature', join(folder, 'tree'));
    const tree = new Repository(join(folder, 'tree')).write({ ...second, 'db/000001_users.up.sql': 'SELECT 1;\n' });
    expect(await tree.lint()).toMatchObject({ pending: 1, from: 'git: main', findings: [{ file: 'db/000001_users.up.sql' }] });
  });

  test('a submodule is a repository of its own', async () => {
    const inner = Repository.with(base);
    const outer = Repository.with({ 'migrations/1_a.up.sql': 'SELECT 1;\n', 'migrations/1_a.down.sql': 'SELECT 1;\n' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'inner');
    outer.commit().branch('feature');
    const module = new Repository(join(outer.folder, 'inner')).branch('topic').write(second);
    expect(await module.lint()).toMatchObject({ pending: 1, from: 'git: origin/main' });
    expect(await outer.lint()).toMatchObject({ pending: 1, findings: [] });
    expect(await outer.lint('--base main')).toMatchObject({ pending: 1, findings: [] });
  });

  test('a sparse checkout: what is left out is not deleted', async () => {
    const repository = onBranch({ ...base, ...second, 'other/x.txt': 'x' });
    repository.git('sparse-checkout', 'set', '--no-cone', 'db/000001*');
    expect(readdirSync(join(repository.folder, 'db'))).toHaveLength(2);
    expect(await repository.lint()).toMatchObject({ findings: [], pending: 0 });
  });

  test.each([['true'], ['input']])('core.autocrlf=%s: what git would convert back is the same', async (autocrlf) => {
    const clone = onBranch().clone('--config', `core.autocrlf=${autocrlf}`);
    clone.branch('topic');
    expect(readFileSync(join(clone.folder, 'db/000001_users.up.sql'), 'utf8')).toBe(autocrlf === 'true' ? users.replaceAll('\n', '\r\n') : users);
    expect(await clone.lint()).toMatchObject({ findings: [], pending: 0 });
    clone.write({ 'db/000001_users.up.sql': `${users}SELECT 1;\n`.replaceAll('\n', '\r\n') });
    expect((await clone.lint()).findings).toMatchObject([{ severity: 'error', line: 2 }]);
  });

  test('no git installed', async () => {
    const repository = onBranch();
    expect(await repository.lint('', { PATH: '/nonexistent' })).toMatchObject({ code: 0, pending: 1, stderr: 'pgmiglint: the default branch: git could not be started; is it installed?\n' });
    expect(await repository.lint('--base main', { PATH: '/nonexistent' })).toMatchObject({ code: 2, stderr: 'pgmiglint: --base main: git could not be started; is it installed?\n' });
  });

  test.skipIf(process.getuid?.() !== 0)("somebody else's repository says what git wants to hear", async () => {
    const repository = onBranch();
    chownSync(repository.folder, 65_534, 65_534);
    chownSync(join(repository.folder, '.git'), 65_534, 65_534);
    expect((await repository.lint('--base main')).stderr).toMatch(/^pgmiglint: --base main: git does not trust (\S+), which belongs to another user: git config --global --add safe\.directory \1\n$/);
  });

  test('from a folder inside, and with names that git would quote', async () => {
    const repository = onBranch({ ...base, 'db/000002_ä ö*.up.sql': users, 'db/000002_ä ö*.down.sql': down }).write({ 'db/000002_ä ö*.up.sql': 'SELECT 1;\n' });
    const { findings } = await repository.lint('', {}, 'db');
    expect(findings).toMatchObject([{ file: '000002_ä ö*.up.sql', message: expect.stringContaining("-- '000002_ä ö*.up.sql'") as string }]);
  });

  test('a hook in which git says where it is', async () => {
    const repository = Repository.with(base).write({ 'db/000001_users.up.sql': 'SELECT 1;\n' });
    repository.git('add', '--all');
    expect((await repository.lint('--staged', { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' })).findings).toHaveLength(1);
    expect((await repository.lint('--staged', { GIT_DIR: '.git', GIT_PREFIX: 'db/' }, 'db')).findings).toHaveLength(1);
  });

  test('a filter that would rename and external programs that would compare are not asked', async () => {
    const repository = onBranch();
    repository.git('config', 'diff.external', 'false');
    repository.git('config', 'diff.renames', 'copies');
    repository.git('config', 'diff.relative', 'true');
    expect((await repository.write({ 'db/000001_users.up.sql': 'SELECT 1;\n' }).lint('', {}, 'db')).findings).toHaveLength(1);
  });
});

test('nothing in git is changed', async () => {
  const repository = onBranch().write({ ...second, 'db/000001_users.up.sql': `${users}-- x\n` });
  const state = (): readonly string[] => readdirSync(join(repository.folder, '.git'), { recursive: true, encoding: 'utf8' }).sort().map((name) => {
    const { mtimeMs, size } = statSync(join(repository.folder, '.git', name));
    return `${name} ${mtimeMs} ${size}`;
  });
  const before = state();
  await repository.lint();
  await repository.lint('--staged');
  expect(state()).toEqual(before);
});

test('many sets in one repository are one question', async () => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`s${i}/000001_a.up.sql`, users]));
  const downs = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`s${i}/000001_a.down.sql`, down]));
  const repository = onBranch({ ...files, ...downs }).write({ 's3/000001_a.up.sql': 'SELECT 1;\n' });
  const log = join(temporaryFolder(), 'log');
  const bin = temporaryFolder();
  const path = (await import('./repositories.ts')).environment.PATH ?? '';
  writeFiles(bin, { git: `#!/bin/sh\necho "$*" >> '${log}'\nPATH='${path}' exec git "$@"\n` });
  chmodSync(join(bin, 'git'), 0o755);
  expect(await repository.lint('', { PATH: `${bin}:${path}` })).toMatchObject({ pending: 0, findings: [{ file: 's3/000001_a.up.sql' }] });
  expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(5);
});
