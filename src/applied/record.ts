import { randomBytes } from 'node:crypto';
import { realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import type { MigrationSet } from '../project/migration.ts';
import { compare } from './compare.ts';
import type { LockFile } from './lock-file.ts';
import { lockPath } from './lock-path.ts';
import { migrationFiles, type MigrationFile, type ReadBytes } from './set-files.ts';
import { sha256, writeSum, type Sum } from './sums.ts';

/** What to record. */
export interface RecordOptions {
  /** The last version that is applied, as the runner writes it or without leading zeros; absent: all. */
  readonly until?: string;
  /** Take what stands there now over what was recorded, and drop the lines of files that are gone. */
  readonly force?: boolean;
}

/** What a lock file is to hold, and what stands in the way. */
export interface Recording {
  /** The whole text of the lock file. */
  readonly text: string;
  /** Whether it differs from what stands there. */
  readonly changed: boolean;
  /** Paths as listed, of lines that are new. */
  readonly added: readonly string[];
  /** Listed with another sum; without `force` nothing may be written. */
  readonly differing: readonly string[];
  /** Listed, but gone from the disk. */
  readonly gone: readonly string[];
  /** Files of the history that nobody could read. */
  readonly unreadable: readonly string[];
}

/** The version of a set that somebody means; undefined where it has none such. */
export function findVersion(set: MigrationSet, version: string): string | undefined {
  const bare = (text: string): string => text.replace(/^v?0*(?=\d)/i, '');
  const versions = set.migrations.filter(({ repeatable }) => !repeatable).map((migration) => migration.version);
  return versions.find((own) => own === version) ?? versions.find((own) => bare(own) === bare(version));
}

/** Works out what a set's lock file is to hold. Writes nothing. */
export function plan(set: MigrationSet, lock: LockFile | undefined, read: ReadBytes, { until, force }: RecordOptions): Recording {
  const present = [...migrationFiles(set)];
  const recorded = lock?.lines ?? new Map<string, Sum>();
  const wanted = new Set(upTo(present, until).map(({ listed }) => listed));
  const added: string[] = [];
  const differing: string[] = [];
  const unreadable: string[] = [];
  const sums: Sum[] = [];
  for (const { listed, path } of present) {
    const line = recorded.get(listed);
    if (!wanted.has(listed)) {
      if (line) sums.push(line);
      continue;
    }
    const bytes = read(path);
    if (typeof bytes === 'string') {
      unreadable.push(path);
      if (line) sums.push(line);
      continue;
    }
    if (line && compare(line.sha256, bytes) === 'same') {
      sums.push(line);
      continue;
    }
    (line ? differing : added).push(listed);
    sums.push(line && !force ? line : { sha256: sha256(bytes), path: listed });
  }
  const { kept, gone } = others(set, present, recorded, read, force ?? false);
  const text = [...(lock?.comments ?? []), ...merge(sums, kept, [...recorded.keys()]).map(writeSum)].map((line) => `${line}\n`).join('');
  return { text, changed: text !== (lock?.file.text ?? ''), added, differing, gone, unreadable };
}

function upTo(files: readonly MigrationFile[], until: string | undefined): readonly MigrationFile[] {
  if (until === undefined) return files;
  const last = files.findLastIndex(({ version }) => version === until);
  return files.slice(0, last + 1);
}

/** Lines of files that are no part of the history any more. */
function others(set: MigrationSet, present: readonly MigrationFile[], recorded: ReadonlyMap<string, Sum>, read: ReadBytes, force: boolean): { kept: readonly Sum[]; gone: readonly string[] } {
  const known = new Set(present.map(({ listed }) => listed));
  const strangers = [...recorded.values()].filter(({ path }) => !known.has(path));
  const gone = new Set(strangers.filter(({ path }) => read(posix.join(set.path, path)) === 'gone').map(({ path }) => path));
  return { kept: strangers.filter(({ path }) => !(force && gone.has(path))), gone: [...gone] };
}

/** Puts the lines of files that are no part of the history behind the line that they stood behind. */
function merge(sums: readonly Sum[], strangers: readonly Sum[], order: readonly string[]): readonly Sum[] {
  if (strangers.length === 0) return sums;
  const byPath = new Map(strangers.map((sum) => [sum.path, sum]));
  const after = new Map<string | undefined, Sum[]>();
  const listed = new Set(sums.map(({ path }) => path));
  let previous: string | undefined;
  for (const path of order) {
    const stranger = byPath.get(path);
    if (stranger) after.set(previous, [...(after.get(previous) ?? []), stranger]);
    else if (listed.has(path)) previous = path;
  }
  return [...(after.get(undefined) ?? []), ...sums.flatMap((sum) => [sum, ...(after.get(sum.path) ?? [])])];
}

/** Writes a set's lock file so that whoever reads it meanwhile sees the old one or the new one, never half of it. */
export function writeLockFile(set: MigrationSet, text: string, cwd: string): void {
  const target = followed(resolve(cwd, lockPath(set)));
  const temporary = join(dirname(target), `.applied.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The file behind a symbolic link: the link is to stay. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
