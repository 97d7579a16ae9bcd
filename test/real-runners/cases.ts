import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Layout, RunnerName } from './layouts.ts';
import { layoutOf } from './layouts.ts';
import { fixtures, readFiles, readNeutral } from './neutral.ts';
import type { Files, NeutralMigration } from './neutral.ts';

/** What is laid out for a runner, and what it is asked to do with it. */
export interface Case {
  readonly name: string;
  readonly files: Files;
  /** Files that come only after the first run; then it runs again. */
  readonly later?: Files;
  /** The down of the last migration runs after the up. */
  readonly down: boolean;
}

/** The cases that all runners share, as far as this one can express them, and its own ones from fixtures/real-runners/RUNNER. */
export function casesOf(runner: RunnerName): Case[] {
  const layout = layoutOf(runner);
  return [...sharedCases(layout), ...ownCases(layout, runner)];
}

function sharedCases(layout: Layout): Case[] {
  const root = join(fixtures, 'shared');
  return folders(root).flatMap((name) => {
    const migrations = readNeutral(join(root, name));
    const down = name.startsWith('down');
    if ((down && !layout.downs) || layout.undetermined?.includes(name) === true) return [];
    // What needs no mark where the runner has none is a case of its own without it.
    if (!layout.noTransaction && migrations.some(({ noTransaction }) => noTransaction) && twin(root, name)) return [];
    const later = join(root, name, 'later');
    if (!existsSync(later)) return [{ name, files: layout.files(migrations), down }];
    return [{ name, files: layout.files(migrations), later: layout.files([...migrations, ...readNeutral(later)].sort(byVersion)), down }];
  });
}

/** The same SQL without the mark. */
function twin(root: string, name: string): boolean {
  return name.endsWith('-no-transaction') && existsSync(join(root, name.slice(0, -'-no-transaction'.length)));
}

function byVersion(a: NeutralMigration, b: NeutralMigration): number {
  return Number(a.version) - Number(b.version);
}

function ownCases(layout: Layout, runner: string): Case[] {
  const root = join(fixtures, runner);
  if (!existsSync(root)) return [];
  return folders(root).map((name) => {
    const down = name.startsWith('down');
    // The committed files of Graphile Migrate carry the hashes of those before: they are made, not written.
    if (runner === 'graphile-migrate') return { name, files: layout.files(readNeutral(join(root, name))), down };
    const files: Record<string, string> = {};
    for (const [path, text] of Object.entries(readFiles(join(root, name)))) files[path.includes('/') || path.startsWith('.') ? path : `${layout.set}/${path}`] = text;
    return { name, files, down };
  });
}

function folders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
