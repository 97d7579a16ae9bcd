import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.ts';
import type { Ask } from '../../src/cli/io.ts';
import { Terminal } from './terminal.ts';

const files = {
  'db/000001_users.up.sql': 'CREATE TABLE users (id int);\n',
  'db/000001_users.down.sql': 'DROP TABLE users;\n',
};
const config = '.pgmiglintrc.json';

/** Answers questions in their order. */
function answering(answers: readonly (boolean | string | undefined)[]): { readonly ask: Ask; readonly asked: string[] } {
  const asked: string[] = [];
  const next = (message: string): boolean | string | undefined => answers[asked.push(message) - 1];
  return { asked, ask: { confirm: (message) => Promise.resolve(next(message) as boolean | undefined), choose: (message) => Promise.resolve(next(message) as string | undefined) } };
}

async function initAsking(terminal: Terminal, ask: Ask, ...more: readonly string[]): Promise<string> {
  let stdout = '';
  const code = await main(['init', ...more], { cwd: terminal.folder, env: {}, stdin: () => Promise.resolve(''), stdout: { write: (text) => { stdout += text; }, isTTY: true }, stderr: { write: () => undefined, isTTY: true }, ask });
  expect(code).toBe(0);
  return stdout;
}

describe('init', () => {
  test('writes a commented configuration that is valid, says what it did and how to undo it', async () => {
    const terminal = new Terminal(files);
    expect(await terminal.run('init')).toEqual({ code: 0, stderr: '', stdout: 'found     db: 1 migration, golang-migrate\nwrote     .pgmiglintrc.json\n\nTo undo all of it: rm .pgmiglintrc.json\n' });
    expect(terminal.read(config)).toContain('//   "db" (golang-migrate)');
    const before = await new Terminal(files).run('--format json');
    expect((await terminal.run('--format json')).stdout).toBe(before.stdout);
  });

  test('an empty repository, and an installed package', async () => {
    const terminal = new Terminal({ 'node_modules/pgmiglint/package.json': '{}' });
    expect((await terminal.run('init')).stdout).toContain('found     no migrations yet\n');
    expect(terminal.read(config)).toContain('"$schema": "./node_modules/pgmiglint/dist/pgmiglintrc.schema.json"');
    expect((await terminal.run('--print-config')).code).toBe(0);
  });

  test('never overwrites, and says what belongs into what is there', async () => {
    const there = { [config]: '{}', '.pre-commit-config.yaml': 'repos: []\n', '.vscode/tasks.json': '{}', '.github/workflows/pgmiglint.yml': 'x\n', '.pgmiglint-baseline.json': '{ "version": 1, "findings": [] }' };
    const terminal = new Terminal({ ...files, ...there });
    const { stdout } = await terminal.run('init --hook pre-commit --workflow --editor --baseline');
    for (const [path, text] of Object.entries(there)) {
      expect(terminal.read(path)).toBe(text);
      expect(stdout).toContain(`${path} is there and stays as it is`);
    }
    expect(stdout).toContain('        entry: npx pgmiglint --staged\n');
    expect(stdout).toContain('\nNothing was written.\n');
  });

  test('the lock file, or a baseline', async () => {
    const recorded = new Terminal(files);
    expect((await recorded.run('init --lock')).stdout).toContain('rm .pgmiglintrc.json db/.applied.sha256');
    expect((await recorded.run('')).stdout).toContain('1 applied already');
    const noted = new Terminal(files);
    expect((await noted.run('init --baseline')).stdout).toContain('rm .pgmiglintrc.json .pgmiglint-baseline.json');
    expect((await noted.run('')).stdout).toContain('1 finding in the baseline');
  });

  test.each([['pre-commit', '.pre-commit-config.yaml'], ['husky', '.husky/pre-commit'], ['lefthook', 'lefthook.yml'], ['git', '.git/hooks/pre-commit']])('a hook for %s', async (program, path) => {
    const terminal = new Terminal({ ...files, '.git/hooks/x.sample': '' });
    await terminal.run(['init', '--hook', program]);
    expect(terminal.read(path)).toContain('npx pgmiglint --staged');
    if (path.endsWith('ml')) expect(parse(terminal.read(path))).toBeTypeOf('object');
    if (program === 'git') expect(statSync(join(terminal.folder, path)).mode & 0o111).toBe(0o111);
  });

  test('a workflow and an editor task', async () => {
    const terminal = new Terminal({ ...files, 'package-lock.json': '{}', 'node_modules/pgmiglint/package.json': '{}' });
    await terminal.run('init --workflow --editor');
    expect(parse(terminal.read('.github/workflows/pgmiglint.yml'))).toMatchObject({ jobs: { pgmiglint: { steps: [{}, {}, { run: 'npm ci' }, { run: 'npx pgmiglint --format github' }] } } });
    const { tasks: [task] } = JSON.parse(terminal.read('.vscode/tasks.json')) as { tasks: [{ problemMatcher: { pattern: { regexp: string } } }] };
    const line = (await terminal.run('--format unix')).stdout.split('\n')[0] ?? '';
    expect(new RegExp(task.problemMatcher.pattern.regexp).exec(line)?.slice(1, 5)).toEqual(['db/000001_users.up.sql', '1', '1', 'warning']);
  });

  test('asks at a terminal, and takes no answer for no', async () => {
    const terminal = new Terminal({ ...files, '.git/HEAD': '' });
    const { ask, asked } = answering([false, true, 'lefthook', false, true]);
    expect(await initAsking(terminal, ask)).toContain('To undo all of it: rm .pgmiglintrc.json lefthook.yml .vscode/tasks.json .pgmiglint-baseline.json\n');
    expect(asked).toHaveLength(5);
    const other = new Terminal(files);
    const broken = answering([undefined]);
    await initAsking(other, broken.ask);
    expect(existsSync(join(other.folder, config))).toBe(false);
    const quiet = answering([]);
    await initAsking(other, quiet.ask, '--yes');
    expect(quiet.asked).toEqual([]);
    expect(existsSync(join(other.folder, config))).toBe(true);
  });

  test('what cannot be written is a mistake', async () => {
    expect(await new Terminal(files).run('init --hook git')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no .git/hooks here') as string });
    const terminal = new Terminal({ ...files, '.vscode': 'a file' });
    expect(await terminal.run('init --editor')).toMatchObject({ code: 2, stderr: expect.stringContaining('.vscode/tasks.json cannot be written') as string });
  });
});
