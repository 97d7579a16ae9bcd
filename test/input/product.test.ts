import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { history } from './calling.ts';

const root = join(import.meta.dirname, '../..');
let folder = '';

/** What the tests of `main` cannot see: the process around it, and packages as they are bundled. */
function run(words: readonly string[], input: string | Uint8Array = '', cwd = folder): { status: number | null; stdout: string; stderr: string } {
  const outcome = spawnSync(process.execPath, [join(folder, 'product/pgmiglint.cjs'), ...words], { cwd, input, encoding: 'utf8' });
  expect(outcome.stdout + outcome.stderr).not.toMatch(/^\s+at .*[:(]|a bug in|node:internal/m);
  return outcome;
}

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'product-'));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), join(folder, 'product')]);
  for (const [path, text] of Object.entries(history)) write(path, text);
});

afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

test.each([
  [['--al'], 'pgmiglint: unknown option --al, did you mean --all?\n'],
  [['recrod'], 'pgmiglint: unknown command "recrod" (and no such path), did you mean "record"?\n'],
  [['explain', 'missing-dwn'], 'pgmiglint: unknown rule "missing-dwn", did you mean "missing-down"?\n'],
])('a slip of the fingers: %j', (words, said) => {
  expect(run(words)).toMatchObject({ status: 2, stdout: '', stderr: said });
});

test('a configuration with a slip, and one with globs', () => {
  write('slip.json', '{ "extends": "recommnded", /* comments */ }');
  expect(run(['--config', 'slip.json', 'db'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^slip\.json:1:14: .*did you mean "recommended"/) as string });
  write('globs.json', '{ "ignore": ["**/*_email.*"], "overrides": [{ "files": "db/**", "rules": { "missing-down": "info" } }] }');
  expect(run(['--config', 'globs.json', 'db'])).toMatchObject({ status: 0, stderr: '' });
});

test('a glob, and colours', () => {
  const { status, stdout } = run(['--color', 'db/*.up.sql']);
  expect([status, stdout]).toEqual([1, expect.stringContaining('\u001b[')]);
});

test('bytes that are no UTF-8 through the pipe', () => {
  expect(run(['-'], Buffer.from('SELECT \u00e4;', 'latin1'))).toMatchObject({ status: 2, stdout: '', stderr: 'pgmiglint: standard input is not UTF-8: byte 8 (0xe4), in line 1, is none\n' });
  expect(run(['-'], '\uFEFFSELECT 1;')).toMatchObject({ status: 0, stderr: '' });
});

test('the text that a file was recorded with comes through the pipe: nothing is edited', () => {
  write('marked/1_a.up.sql', '\uFEFFSELECT 1;\r\n');
  write('marked/1_a.down.sql', 'SELECT 1;\n');
  run(['record', 'marked']);
  expect(run(['--stdin-filename', 'marked/1_a.up.sql'], '\uFEFFSELECT 1;\r\n')).toMatchObject({ status: 0, stderr: '' });
});

test.skipIf(process.platform === 'win32')('a current folder that is gone', () => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1"', process.execPath, join(folder, 'product/pgmiglint.cjs')], { cwd: folder, encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([2, '', 'pgmiglint: the current folder does not exist\n']);
});

test('a large project: the second run, with the code and the thread that the first one found it needs, says the same', () => {
  for (const set of ['a', 'b']) {
    for (let n = 1; n <= 300; n++) {
      write(`large/${set}/${n}_step.up.sql`, `CREATE TABLE t_${n} (id bigint PRIMARY KEY, note varchar(100));\n-- ${'x'.repeat(800)}\n`);
      write(`large/${set}/${n}_step.down.sql`, `DROP TABLE t_${n};\n`);
    }
  }
  const cache = join(folder, 'cache');
  const call = (...words: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(folder, 'product/pgmiglint.cjs'), ...words], { cwd: join(folder, 'large'), encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, XDG_CACHE_HOME: cache } });
  const first = call('--all', '--format', 'json');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(call('--all', '--format', 'json')).toMatchObject({ status: 0, stderr: '', stdout: first.stdout });
  expect(call('sets')).toMatchObject({ status: 0, stderr: '' });
  expect(call('explain', 'missing-down')).toMatchObject({ status: 0, stderr: '' });
  // Later versions keep code by themselves.
  if (!process.version.startsWith('v20.') || process.platform === 'win32') return;
  const kept = join(cache, 'pgmiglint', readdirSync(join(cache, 'pgmiglint')).find((name) => /-x64-|-arm64-/.test(name)) ?? '');
  const bytes = readFileSync(kept);
  expect(bytes.at(-1)).toBe(1);
  writeFileSync(kept, bytes.subarray(0, 1000));
  expect(call('--all', '--format', 'json')).toMatchObject({ status: 0, stderr: '', stdout: first.stdout });
  writeFileSync(kept, '');
  expect(call('--all', '--format', 'json')).toMatchObject({ status: 0, stderr: '', stdout: first.stdout });
});
