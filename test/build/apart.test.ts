import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildApart } from '../../scripts/apart.mjs';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'pgmiglint apart ')));
  mkdirSync(join(root, 'src'));
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

async function built(sources: Readonly<Record<string, string>>): Promise<unknown> {
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(root, 'src', name), text);
  const options = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20.19', minify: true, metafile: true, format: 'cjs', logLevel: 'silent', supported: { 'dynamic-import': false } } as const;
  await buildApart(root, join(root, 'dist'), options, () => [], 'src/main.ts');
  return createRequire(import.meta.url)(join(root, 'dist/command.cjs'));
}

const counter = 'export let count = 0; export function add(): void { count++; } export class Known {}';

it('has each module once: what a later file changes, the command and the other later files see', async () => {
  const { run } = await built({
    'counter.ts': counter,
    'shared.ts': 'export const seen: string[] = [];',
    'one.ts': "import { add, count, Known } from './counter.ts'; import { seen } from './shared.ts'; export async function one() { add(); seen.push(`one ${count}`); await (await import('./two.ts')).two(); return new Known(); }",
    'two.ts': "import { count as sum } from './counter.ts'; import { seen } from './shared.ts'; export function two() { seen.push(`two ${sum}`); return seen; }",
    'main.ts': "import { add, count, Known } from './counter.ts'; export async function run() { add(); const known = await (await import('./one.ts')).one(); return [count, known instanceof Known, ...(await import('./two.ts')).two()]; }",
  }) as { run: () => Promise<unknown[]> };
  expect(await run()).toEqual([2, true, 'one 2', 'two 2', 'two 2']);
  expect(readdirSync(join(root, 'dist')).sort()).toEqual(['command.cjs', 'later', 'parts.cjs']);
  expect(readdirSync(join(root, 'dist/later')).filter((name) => !name.startsWith('shared-')).sort()).toEqual(['one.cjs', 'two.cjs']);
});

it('refuses what it cannot share', async () => {
  const main = "import { add } from './counter.ts'; export async function run() { add(); return import('./one.ts'); }";
  await expect(built({ 'counter.ts': counter, 'main.ts': main, 'one.ts': "export const later = () => import('./counter.ts');" })).rejects.toThrow('src/counter.ts dynamically, which the command holds anyway');
  await expect(built({ 'counter.ts': counter, 'main.ts': main, 'one.ts': "import * as all from './counter.ts'; export const names = Object.keys(all);" })).rejects.toThrow('something else than names');
});
