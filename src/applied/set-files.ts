import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import type { Migration, MigrationSet } from '../project/migration.ts';
import type { Overlay } from '../project/tree.ts';

/** A file of a migration. */
export interface MigrationFile {
  /** As reports show it: relative to the working directory. */
  readonly path: string;
  /** As the lock file lists it: relative to the set's folder. */
  readonly listed: string;
  readonly direction: 'up' | 'down';
  readonly version: string;
}

/** The files of a set that can be recorded, in version order, ups before downs. Repeatable ones change by design. */
export function* migrationFiles(set: MigrationSet): Generator<MigrationFile> {
  const seen = new Set<string>();
  for (const migration of set.migrations) {
    if (migration.repeatable) continue;
    for (const { path, direction } of files(migration)) {
      if (seen.has(path)) continue;
      seen.add(path);
      yield { path, listed: posix.relative(set.path, path), direction, version: migration.version };
    }
  }
}

/** One file that holds both directions counts as the up. Beside an up, what cannot be read is its down. */
function files({ up, down, opaque }: Migration): readonly { path: string; direction: 'up' | 'down' }[] {
  const upPath = up?.file.path ?? opaque;
  const downPath = down?.file.path ?? (up ? opaque : undefined);
  return [
    ...(upPath === undefined ? [] : [{ path: upPath, direction: 'up' as const }]),
    ...(downPath === undefined ? [] : [{ path: downPath, direction: 'down' as const }]),
  ];
}

/** A file's bytes, or why there are none. */
export type Bytes = Uint8Array | 'gone' | 'unreadable';

/** Reads a file by the path that reports show. */
export type ReadBytes = (path: string) => Bytes;

/**
 * Reads from the disk, except for what is being edited.
 *
 * @param overlays - texts that stand for what is on the disk
 */
export function bytesFrom(cwd: string, overlays: readonly Overlay[] = []): ReadBytes {
  const edited = new Map(overlays.map(({ path, text }) => [resolve(cwd, path), text]));
  return (path) => {
    const absolute = edited.size > 0 ? resolve(cwd, path) : '';
    const text = edited.get(absolute);
    if (text !== undefined) return new TextEncoder().encode(text);
    if (edited.has(absolute)) return 'gone';
    try {
      return readFileSync(resolve(cwd, path));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unreadable';
    }
  };
}
