import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../config/problem.ts';
import type { MigrationSet } from '../project/migration.ts';
import type { Applied } from './applied.ts';
import { lockPath } from './lock-path.ts';
import { bytesFrom, type ReadBytes } from './set-files.ts';

/** Something that knows what is applied of a set. */
interface Source {
  /** Whether it knows anything of a set; asked before it is loaded. */
  readonly knows: (set: MigrationSet, cwd: string) => boolean;
  readonly load: () => Promise<(set: MigrationSet, read: ReadBytes) => Applied | { readonly problems: readonly Problem[] } | undefined>;
}

/** Asked in this order; the first that knows answers. Git and databases join here. */
const sources: readonly Source[] = [
  {
    knows: (set, cwd) => existsSync(resolve(cwd, lockPath(set))),
    load: async () => (await import('./lock-file.ts')).readLockFile,
  },
];

/** What is applied of each set, by the set's path; sets of which nothing is known are absent. */
export interface AppliedSets {
  readonly applied: ReadonlyMap<string, Applied>;
  readonly problems: readonly Problem[];
}

/**
 * Asks every source what is applied.
 *
 * @param cwd - absolute: what the sets' paths are relative to
 * @param overlay - a text that stands for what is on the disk
 */
export async function readApplied(sets: readonly MigrationSet[], cwd: string, overlay?: { readonly path: string; readonly text: string }): Promise<AppliedSets> {
  const applied = new Map<string, Applied>();
  const problems: Problem[] = [];
  const read = bytesFrom(cwd, overlay);
  for (const set of sets) {
    const source = sources.find(({ knows }) => knows(set, cwd));
    const answer = source && (await source.load())(set, read);
    if (!answer) continue;
    if ('problems' in answer) problems.push(...answer.problems);
    else applied.set(set.path, answer);
  }
  return { applied, problems };
}
