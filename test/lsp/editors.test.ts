import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';

const root = join(import.meta.dirname, '../..');
const { findServer } = createRequire(import.meta.url)(join(root, 'editors/vscode/find-server.js')) as { findServer: (asked: object) => unknown };

describe('the VS Code extension starts', () => {
  const find = (there: readonly string[], asked: object = {}): unknown =>
    findServer({ folders: ['/one', '/two'], setting: '', path: '/usr/bin:/opt/bin', trusted: true, platform: 'linux', exists: (path: string) => there.includes(path), join: (...parts: string[]) => parts.join('/'), delimiter: ':', ...asked });
  const own = '/two/node_modules/pgmiglint/dist/pgmiglint.cjs';

  test.each([
    ["the workspace's own", [own, '/opt/bin/pgmiglint'], {}, { path: own, isScript: true }],
    ['none of a workspace that is not trusted', [own, '/opt/bin/pgmiglint'], { trusted: false }, { path: '/opt/bin/pgmiglint', isScript: false }],
    ['what the setting names', ['/x/pgmiglint.cjs', '/opt/bin/pgmiglint'], { setting: '/x/pgmiglint.cjs' }, { path: '/x/pgmiglint.cjs', isScript: true }],
    ['nothing else where the setting names nothing', ['/opt/bin/pgmiglint'], { setting: '/x' }, undefined],
    ['the first on the PATH', ['/opt/bin/pgmiglint'], {}, { path: '/opt/bin/pgmiglint', isScript: false }],
    ['nothing where there is nothing', [], {}, undefined],
  ])('%s', (_, there, asked, expected) => {
    expect(find(there, asked)).toEqual(expected);
  });

  test('and is packed with what it names', () => {
    const { main } = JSON.parse(readFileSync(join(root, 'editors/vscode/package.json'), 'utf8')) as { main: string };
    expect(main).toBe('./dist/extension.js');
    expect(existsSync(join(root, 'editors/vscode/extension.js'))).toBe(true);
  });
});

test('the problem matcher of docs/editors.md takes every line of the format unix', async () => {
  const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
  const block = /```json\n(\{\n {2}"version"[\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { tasks: [task] } = JSON.parse(block) as { tasks: { problemMatcher: { pattern: { regexp: string } } }[] };
  const pattern = new RegExp(task?.problemMatcher.pattern.regexp ?? '');
  let stdout = '';
  const stream = { write: (text: string) => { stdout += text; }, isTTY: false };
  await main(['--format', 'unix', '--all'], { cwd: join(root, 'fixtures/demo'), env: {}, stdin: () => Promise.resolve(''), stdout: stream, stderr: { ...stream, write: () => undefined } });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.filter((line) => !pattern.test(line))).toEqual([]);
  expect(pattern.exec(lines[0] ?? '')?.slice(1, 5)).toEqual([expect.stringMatching(/\.sql$/), expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/), expect.stringMatching(/^(?:error|warning|info)$/)]);
});
