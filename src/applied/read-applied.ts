import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Problem } from '../config/problem.ts';
import type { MigrationSet } from '../project/migration.ts';
import type { Overlay } from '../project/tree.ts';
import type { Applied, AppliedDifference } from './applied.ts';
import { isDemanded, refsIn, type BaseRequest } from './base.ts';
import type { DatabaseRequest } from './database.ts';
import type { GitKnowledge } from './git.ts';
import { lockPath } from './lock-path.ts';
import { findRepository, realFolder } from './repository.ts';
import { bytesFrom } from './set-files.ts';

/** What is asked beside the lock files. */
export interface AppliedRequest {
  /** Texts that stand for what is on the disk. */
  readonly overlays?: readonly Overlay[];
  /** Databases that know what they have run. */
  readonly databases?: readonly DatabaseRequest[];
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
 * Asks every source what is applied. Of each set the strongest that knows counts: a database, then a lock file, then git. Where
 * the database's runner keeps no checksums, the next one tells what was edited.
 *
 * @param cwd - absolute: what the sets' paths are relative to
 */
export async function readApplied(sets: readonly MigrationSet[], cwd: string, request: AppliedRequest = {}): Promise<AppliedSets> {
  const { databases = [], base } = request;
  const refusals: string[] = [];
  const asked = new Map<string, Applied>();
  for (const database of databases) {
    const { applied, silences } = await (await import('./database.ts')).readDatabase(sets, database, cwd, bytesFrom(cwd, request.overlays));
    for (const [path, own] of applied) asked.set(path, own);
    refusals.push(...silences);
  }
  const { applied: locked, problems } = await readLockFiles(sets, cwd, request);
  const open = sets.filter(({ path }) => !locked.has(path) && (asked.get(path)?.blind ?? true));
  // A base that nobody named is not worth a process where something stronger knows.
  const git = base === undefined ? nothing : await readBase(isDemanded(base) ? sets : open, cwd, base, request);
  const applied = new Map<string, Applied>();
  for (const { path } of sets) {
    const known = strongest([asked.get(path), locked.get(path), git.applied.get(path)].filter((one) => one !== undefined));
    if (known) applied.set(path, known);
  }
  const demanded = base !== undefined && isDemanded(base);
  return { applied, chains: await readChains(sets, cwd, request), problems, refusals: [...refusals, ...(demanded ? git.silences : [])], notices: demanded ? [] : git.silences };
}

/** Whether some source may know what is applied of sets: a cheap look before they have been found. Their lock files are looked for apart. */
export function mayBeApplied(cwd: string, { databases = [], base }: AppliedRequest): boolean {
  return databases.length > 0 || (base !== undefined && (isDemanded(base) || hasBase(cwd, base)));
}

/** Whether a set has a lock file. */
export function hasLockFile(set: MigrationSet, cwd: string): boolean {
  return existsSync(resolve(cwd, lockPath(set)));
}

const nothing: GitKnowledge = { applied: new Map(), silences: [] };

async function readBase(sets: readonly MigrationSet[], cwd: string, base: BaseRequest, { overlays = [], env }: AppliedRequest): Promise<GitKnowledge> {
  const outside = new Set<string>();
  if (!isDemanded(base) && !sets.some(({ path }) => hasBase(resolve(cwd, path), base, outside))) return nothing;
  const { readGit } = await import('./git.ts');
  return readGit(sets, base, { cwd, read: bytesFrom(cwd, overlays), edited: overlays.map(({ path }) => path), ...(env ? { env } : {}) });
}

/** Whether there is a repository with such a base: most often there is none, and then nothing is loaded for it. */
function hasBase(folder: string, base: BaseRequest, outside?: Set<string>): boolean {
  const repository = findRepository(realFolder(folder), outside);
  return repository !== undefined && refsIn(repository, base).length > 0;
}

/** The first of the answers, and what only weaker ones know. */
function strongest([first, ...weaker]: readonly Applied[]): Applied | undefined {
  if (!first || weaker.length === 0) return first;
  const contents = first.blind ? weaker.find(({ blind }) => !blind)?.differences.filter(({ change }) => change !== 'deleted') : undefined;
  const ahead = weaker.find((one) => one.ahead)?.ahead;
  return { ...first, has: (path) => first.has(path), differences: [...first.differences, ...(contents ?? [])], ...(ahead ? { ahead } : {}) };
}

async function readChains(sets: readonly MigrationSet[], cwd: string, { overlays }: AppliedRequest): Promise<readonly ChainDifferences[]> {
  const found: ChainDifferences[] = [];
  for (const set of sets) {
    const differences = set.runner === 'graphile-migrate' ? (await import('./graphile-chain.ts')).verifyGraphileChain(set) : await readAtlasSum(set, cwd, overlays);
    if (differences.length > 0) found.push({ set, differences });
  }
  return found;
}

async function readAtlasSum(set: MigrationSet, cwd: string, overlays: AppliedRequest['overlays']): Promise<readonly AppliedDifference[]> {
  const folder = resolve(cwd, set.path);
  if (!existsSync(join(folder, 'atlas.sum'))) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
  return (await import('./atlas-sum.ts')).verifyAtlasSum(set, names, bytesFrom(cwd, overlays));
}

async function readLockFiles(sets: readonly MigrationSet[], cwd: string, { overlays }: AppliedRequest): Promise<Pick<AppliedSets, 'applied' | 'problems'>> {
  const applied = new Map<string, Applied>();
  const problems: Problem[] = [];
  const read = bytesFrom(cwd, overlays);
  for (const set of sets) {
    if (!hasLockFile(set, cwd)) continue;
    const answer = (await import('./lock-file.ts')).readLockFile(set, read);
    if (!answer) continue;
    if ('problems' in answer) problems.push(...answer.problems);
    else applied.set(set.path, answer);
  }
  return { applied, problems };
}
