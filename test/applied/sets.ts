import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Migration, MigrationSet, Script } from '../../src/project/migration.ts';
import { SourceFile } from '../../src/source/source-file.ts';

/** A folder for one test, taken away after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'applied-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

/** Writes files below a folder, by path. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function script(path: string, direction: 'up' | 'down'): Script {
  const file = new SourceFile(path, '');
  const span = { start: 0, end: 0 };
  return { file, span, direction, execution: { wrap: 'none', send: 'one message', session: 'kept' }, heading: { file, span } };
}

/** A migration by its files below the set's folder. */
export function migration(version: string, paths: { up?: string; down?: string; opaque?: string; repeatable?: boolean }, folder = 'db'): Migration {
  return {
    version,
    name: version,
    repeatable: paths.repeatable ?? false,
    ...(paths.up === undefined ? {} : { up: script(`${folder}/${paths.up}`, 'up') }),
    ...(paths.down === undefined ? {} : { down: script(`${folder}/${paths.down}`, 'down') }),
    ...(paths.opaque === undefined ? {} : { opaque: `${folder}/${paths.opaque}` }),
  };
}

/** A set in the folder `db`. */
export function setOf(migrations: readonly Migration[]): MigrationSet {
  return { path: 'db', runner: 'golang-migrate', evidence: '', downs: 'expected', generated: false, migrations, leftOut: [] };
}

/** Whether the real program is at hand; older ones escape less. */
export const hasSha256sum = (() => {
  try {
    return execFileSync('sha256sum', ['--version'], { encoding: 'utf8' }).includes('GNU coreutils) 9');
  } catch {
    return false;
  }
})();
