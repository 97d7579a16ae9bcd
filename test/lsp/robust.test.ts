import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CancellationTokenSource, HoverRequest, WorkspaceDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { Client, fullClient, plainClient } from './client.ts';
import { build, temporaryFolder } from './product.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
let home = '';
let server = '';

beforeAll(() => {
  home = temporaryFolder('lsp');
  server = build(home);
});

afterAll(() => { rmSync(home, { recursive: true, force: true }); });

interface Found {
  readonly file: string;
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
}

const severities = ['', 'error', 'warning', 'info'];

/** What the command line finds in a folder. */
async function called(folder: string): Promise<readonly string[]> {
  let output = '';
  const silent = { write: () => undefined, isTTY: false };
  await main(['--format', 'json'], { cwd: folder, env: process.env, stdin: () => Promise.resolve(''), stdout: { ...silent, write: (text) => { output += text; } }, stderr: silent });
  const { findings } = JSON.parse(output) as { findings: readonly Found[] };
  return findings.map(({ file, rule, line, column, endLine, endColumn, severity }) => `${file} ${line}:${column}-${endLine}:${endColumn} ${severity} ${rule}`).sort();
}

const rules = join(fixtures, 'rules');
const histories = [
  join(fixtures, 'demo'),
  ...readdirSync(join(fixtures, 'projects')).map((name) => join(fixtures, 'projects', name)),
  ...readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) =>
    readdirSync(join(rules, name), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(rules, name, entry.name))),
];

test('every history of the fixtures: an editor shows what the command line says', { timeout: 240_000 }, async () => {
  const client = await Client.start(server, histories, fullClient, { options: { workspaceDiagnostics: true } });
  const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
  const shown = items.flatMap((report) => (report.kind === 'full' ? report.items : []).filter(({ code }) => code !== undefined).map(({ range: { start, end }, code, severity }) => ({
    path: fileURLToPath(report.uri), told: `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severities[severity ?? 0] ?? ''} ${code ?? ''}`,
  })));
  for (const folder of histories) {
    const own = shown.filter(({ path }) => path.startsWith(folder + sep)).map(({ path, told }) => `${path.slice(folder.length + 1)} ${told}`);
    expect([folder, ...own.sort()]).toEqual([folder, ...await called(folder)]);
  }
  expect(await client.stop()).toBe(0);
});

test('nothing that can be typed stops it: every beginning of a script, other line ends, a mark, a large file', { timeout: 240_000 }, async () => {
  const folder = temporaryFolder('workspace');
  mkdirSync(join(folder, 'db'));
  writeFileSync(join(folder, 'db/000001_a.up.sql'), 'CREATE TABLE a (id int);\n');
  const client = await Client.start(server, [folder], plainClient);
  const text = readFileSync(join(import.meta.dirname, 'typed.sql'), 'utf8');
  const uri = await client.open(join(folder, 'db/000002_b.up.sql'), '');
  for (let length = 1; length <= text.length; length++) await client.change(uri, text.slice(0, length));
  await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 1, character: 3 } });
  await client.change(uri, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 99, character: 999 } });
  await client.change(uri, 'ALTER TABLE a ADD COLUMN b int;\r\nALTER TABEL a;\r\n');
  const found = await client.diagnostics(uri, (own) => own.includes('syntax-error'));
  expect(found.find(({ code }) => code === 'syntax-error')?.range.start).toEqual({ line: 1, character: 6 });
  await client.change(uri, 'ALTER TABLE a ADD COLUMN b int;\n'.repeat(20_000));
  const source = new CancellationTokenSource();
  const cancelled = client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 1, character: 3 } }, source.token).catch(() => undefined);
  source.cancel();
  await cancelled;
  await client.change(uri, 'SELECT 1;\n');
  await client.diagnostics(uri, (own) => !own.includes('syntax-error'));
  expect(client.logged).toEqual([]);
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

test('git is not asked with each keystroke', async () => {
  const folder = temporaryFolder('workspace');
  mkdirSync(join(folder, 'db'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'db/000001_a.up.sql'), 'CREATE TABLE IF NOT EXISTS a (id int);\n');
  const git = (...args: string[]): void => { execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: folder, stdio: 'ignore' }); };
  git('init', '-q', '-b', 'main');
  git('add', 'db');
  git('commit', '-qm', 'history');
  git('checkout', '-qb', 'feature');
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(join(folder, 'bin/git'), `#!/bin/sh\necho asked >> '${join(folder, 'bin/asked')}'\nexec '${real}' "$@"\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'bin/asked'), '');
  const client = await Client.start(server, [folder], plainClient, { env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}` } });
  const uri = await client.open(join(folder, 'db/000002_b.up.sql'), 'ALTER TABEL');
  await client.diagnostics(uri, (own) => own.includes('syntax-error'));
  const asked = (): number => readFileSync(join(folder, 'bin/asked'), 'utf8').split('\n').length - 1;
  const before = asked();
  expect(before).toBeGreaterThan(0);
  for (const text of ['SELECT 1;', 'SELECT 2', 'ALTER TABEL']) {
    await client.change(uri, text);
    await client.diagnostics(uri, (own) => own.includes('syntax-error') === text.startsWith('ALTER'));
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  expect(asked()).toBe(before);
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

test('it ends when the editor is gone', async () => {
  const client = await Client.start(server, [home], plainClient);
  const exited = new Promise<number | null>((resolve) => { client.process.once('exit', resolve); });
  client.process.stdin.end();
  expect(await exited).toBe(1);

  const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const orphan = spawn(process.execPath, [server, 'lsp']);
  const gone = new Promise<number | null>((resolve) => { orphan.once('exit', resolve); });
  const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: editor.pid, rootUri: null, capabilities: {} } });
  orphan.stdin.write(`Content-Length: ${message.length}\r\n\r\n${message}`);
  await new Promise((resolve) => { orphan.stdout.once('data', resolve); });
  editor.kill();
  expect(await gone).toBe(1);
});
