import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build, temporaryFolder } from '../lsp/product.ts';
import { integrationsFolder } from './folder.mjs';

const root = join(import.meta.dirname, '../..');
const hasNeovim = spawnSync('nvim', ['--version']).error === undefined;
const extension = join(integrationsFolder(), 'vscode');
const hasPackager = existsSync(join(extension, 'node_modules/@vscode/vsce'));
let home = '';
let server = '';

beforeAll(() => {
  home = temporaryFolder('editors');
  server = build(home);
  if (!hasNeovim) console.warn('no nvim here: "npm run setup:integrations" installs it');
  if (!hasPackager) console.warn('no vsce here: "npm run setup:integrations" installs it');
});

afterAll(() => { rmSync(home, { recursive: true, force: true }); });

interface Said {
  readonly opened: readonly string[];
  readonly hover: string;
  readonly text: string;
  readonly typed: readonly string[];
}

test.runIf(hasNeovim)('Neovim: findings arrive, hover, an action, and what is typed', () => {
  const folder = join(home, 'project');
  mkdirSync(join(folder, 'db'), { recursive: true });
  const files = {
    '000001_users.up.sql': 'CREATE TABLE IF NOT EXISTS users (\n  id bigint PRIMARY KEY,\n  kind text\n);\n',
    '000001_users.down.sql': 'DROP TABLE IF EXISTS users;\n',
    '000002_kind.up.sql': 'CREATE INDEX users_kind ON users (kind);\n',
    '000002_kind.down.sql': 'DROP INDEX IF EXISTS users_kind;\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'db', name), text);
  const output = execFileSync('nvim', ['--headless', '--clean', '-n', '-S', join(import.meta.dirname, 'neovim.lua')], {
    encoding: 'utf8', input: '', env: { ...process.env, NODE: process.execPath, SERVER: server, ROOT: folder, FILE: join(folder, 'db/000002_kind.up.sql') },
  });
  const said = JSON.parse(output) as Said;
  expect(said.opened).toContain('non-idempotent-create');
  expect(said.hover).toContain('table users\n  id bigint not null\n  kind text');
  expect(said.text).toBe('CREATE INDEX CONCURRENTLY users_kind ON users (kind);');
  expect(said.typed).toContain('syntax-error');
});

test.runIf(hasPackager)('the VS Code extension is packaged', () => {
  cpSync(join(root, 'editors/vscode'), extension, { recursive: true, filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path) });
  execFileSync('npm', ['run', 'package'], { cwd: extension, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
  expect(statSync(join(extension, 'pgmiglint.vsix')).size).toBeLessThan(300_000);
  expect(readFileSync(join(extension, 'dist/extension.js'), 'utf8')).toContain('npm install --save-dev pgmiglint');
});
