import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Problem } from '../config/problem.ts';
import type { MigrationSet } from '../project/migration.ts';
import type { Applied, AppliedDifference } from './applied.ts';
import { isDemanded, type BaseRequest } from './base.ts';
import { lockPath } from './lock-path.ts';
import { bytesFrom } from './set-files.ts';

/** What is asked beside the lock files. */
export interface AppliedRequest {
  /** A text that stands for what is on the disk. */
  readonly overlay?: { readonly path: string; readonly text: string };
  /** Which commit counts as applied; absent: git is not asked. */
  readonly base?: BaseRequest;
  /** What programs are started with; absent: this process's own environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The differences of one set. */
export interface ChainDifferences {
  readonly set: MigrationSet;
  readonly differences: readonly AppliedDifference[];
}

/** What is applied of each set, by the set's path; sets of which nothing is known are absent. */
export interface AppliedSets {
  readonly applied: ReadonlyMap<string, Applied>;
  /** What the runners' own lists of sums say against the files, whatever is applied. */
  readonly chains: readonly ChainDifferences[];
  /** Mistakes in lock files. */
  readonly problems: readonly Problem[];
  /** Sources that were asked for in so many words and could not answer. */
  readonly refusals: readonly string[];
  /** The same of sources that nobody named: worth a word, and no mistake. */
  readonly notices: readonly string[];
}

/**
 * Asks every source what is applied: of each set the strongest that knows counts, a lock file before git.
 *
 * @param cwd - absolute: what the sets' paths are relative to
 */
export async function readApplied(sets: readonly MigrationSet[], cwd: string, request: AppliedRequest = {}): Promise<AppliedSets> {
  const locked = { ...await readLockFiles(sets, cwd, request), chains: await readChains(sets, cwd, request) };
  const { base } = request;
  // A base that nobody named is not worth a process where the lock file knows.
  const asked = base === undefined ? [] : isDemanded(base) ? sets : sets.filter(({ path }) => !locked.applied.has(path));
  if (base === undefined || asked.length === 0) return { ...locked, refusals: [], notices: [] };

  const { readGit } = await import('./git.ts');
  const { overlay, env } = request;
  const git = await readGit(asked, base, { cwd, read: bytesFrom(cwd, overlay), ...(overlay ? { edited: overlay.path } : {}), ...(env ? { env } : {}) });
  const applied = new Map(git.applied);
  for (const [path, own] of locked.applied) {
    const ahead = git.applied.get(path)?.ahead;
    applied.set(path, ahead ? { ...own, has: (file) => own.has(file), ahead } : own);
  }
  return { ...locked, applied, ...(isDemanded(base) ? { refusals: git.silences, notices: [] } : { refusals: [], notices: git.silences }) };
}

async function readChains(sets: readonly MigrationSet[], cwd: string, { overlay }: AppliedRequest): Promise<readonly ChainDifferences[]> {
  const found: ChainDifferences[] = [];
  for (const set of sets) {
    const differences = set.runner === 'graphile-migrate' ? (await import('./graphile-chain.ts')).verifyGraphileChain(set) : await readAtlasSum(set, cwd, overlay);
    if (differences.length > 0) found.push({ set, differences });
  }
  return found;
}

async function readAtlasSum(set: MigrationSet, cwd: string, overlay: AppliedRequest['overlay']): Promise<readonly AppliedDifference[]> {
  const folder = resolve(cwd, set.path);
  if (!existsSync(join(folder, 'atlas.sum'))) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
  return (await import('./atlas-sum.ts')).verifyAtlasSum(set, names, bytesFrom(cwd, overlay));
}

async function readLockFiles(sets: readonly MigrationSet[], cwd: string, { overlay }: AppliedRequest): Promise<Pick<AppliedSets, 'applied' | 'problems'>> {
  const applied = new Map<string, Applied>();
  const problems: Problem[] = [];
  const read = bytesFrom(cwd, overlay);
  for (const set of sets) {
    if (!existsSync(resolve(cwd, lockPath(set)))) continue;
    const answer = (await import('./lock-file.ts')).readLockFile(set, read);
    if (!answer) continue;
    if ('problems' in answer) problems.push(...answer.problems);
    else applied.set(set.path, answer);
  }
  return { applied, problems };
}
