import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const windows = process.platform === 'win32';
const npm = (args: readonly string[], cwd: string): string =>
  execFileSync(windows ? 'npm.cmd' : 'npm', [...args, '--loglevel=error'], { cwd, encoding: 'utf8', shell: windows });

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe('the package', () => {
  let folder: string;
  let packed: Packed;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pgmiglint package '));
    npm(['run', 'build'], root);
    const [answer] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root)) as Packed[];
    if (!answer) throw new Error('npm pack packed nothing');
    packed = answer;
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename)], folder);
    cpSync(join(root, 'fixtures', 'demo'), join(folder, 'demo'), { recursive: true });
  });

  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(folder, 'node_modules', 'pgmiglint', 'dist', 'pgmiglint.cjs'), ...args], { cwd: folder, encoding: 'utf8' });

  it('is small, needs no other package, and holds no source or test', () => {
    expect(packed.size).toBeLessThan(1_000_000);
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['pgmiglint']);
    const outside = packed.files.filter(({ path }) => !/^(dist\/|docs\/|man\/|pgmiglint-matcher\.json|package\.json|README\.md|LICENSE|CHANGELOG\.md|\.pgmiglintrc\.example\.json)/.test(path));
    expect(outside).toEqual([]);
    expect(packed.files.map(({ path }) => path)).toContain('dist/THIRD-PARTY-NOTICES.txt');
  });

  it('lints where it is installed', () => {
    const { status, stdout, stderr } = run('--format', 'json', 'demo');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as { findings: { rule: string }[] };
    expect(new Set(report.findings.map(({ rule }) => rule))).toEqual(new Set([
      'missing-down', 'non-idempotent-create', 'concurrently-in-transaction', 'narrowing-type-change',
      'not-null-without-backfill', 'unchecked-drop-column', 'edited-applied-migration',
    ]));
  });

  it('explains a rule with its examples', () => {
    const { status, stdout } = run('explain', 'narrowing-type-change');
    expect(status).toBe(0);
    expect(stdout).toContain('ALTER COLUMN');
  });

  it('can be imported', () => {
    writeFileSync(join(folder, 'use.mjs'), "import * as api from 'pgmiglint'; console.log(typeof api.lint, typeof api.discover, api.rules.length > 10, api.rules.every((rule) => { const copy = { ...rule }; return copy.why.length > 60 && Array.isArray(copy.references); }));");
    expect(execFileSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' }).trim()).toBe('function function true true');
  });
});
