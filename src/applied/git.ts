import { posix, relative, resolve, sep } from 'node:path';
import type { MigrationSet } from '../project/migration.ts';
import type { Applied } from './applied.ts';
import { isDemanded, refsIn, type BaseRequest } from './base.ts';
import { changesOf } from './git-changes.ts';
import { gitIn, parseChanges, parseContents, parseTree, type Git } from './git-process.ts';
import { findRepository, isShallow, realFolder, type Repository } from './repository.ts';
import type { ReadBytes } from './set-files.ts';

/** What git said of some sets. */
export interface GitKnowledge {
  readonly applied: ReadonlyMap<string, Applied>;
  /** Why it could say nothing, each a sentence. */
  readonly silences: readonly string[];
}

/** What git is read with. */
export interface GitReading {
  /** Absolute: what the sets' paths are relative to. */
  readonly cwd: string;
  readonly read: ReadBytes;
  /** The paths that somebody edits and that are not on the disk as they are to be judged. */
  readonly edited?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A set and the folder of the work tree that it stands in. */
interface Located {
  readonly set: MigrationSet;
  /** Relative to the work tree's root, with `/` behind; empty for the root. */
  readonly prefix: string;
}

/** What two commits and a work tree hold of the sets' folders. Paths are relative to the root. */
export interface Snapshot {
  /** Files of the base by their ids. */
  readonly base: ReadonlyMap<string, string>;
  /** The same of the base's newest commit, where that is another one. */
  readonly tip: ReadonlyMap<string, string> | undefined;
  /** Files that are not as on the base: the old content, and the new one. */
  readonly changed: ReadonlyMap<string, { readonly before: Uint8Array | undefined; readonly now: Uint8Array | 'gone' | undefined }>;
  /** What stands there now, or is to be committed. */
  now(path: string): Uint8Array | undefined;
  readonly commit: string;
  readonly ref: string;
  readonly staged: boolean;
}

/**
 * What stands on the base is applied, and what was done to it since. Asks git where there is a repository and a base,
 * with a handful of processes for each repository; changes nothing in it, and never throws.
 */
export async function readGit(sets: readonly MigrationSet[], request: BaseRequest, reading: GitReading): Promise<GitKnowledge> {
  const byRoot = new Map<string, { readonly repository: Repository; readonly located: Located[] }>();
  const silences: string[] = [];
  for (const set of sets) {
    const folder = realFolder(resolve(reading.cwd, set.path));
    const repository = findRepository(folder);
    if (!repository) {
      if (isDemanded(request)) silences.push(`${named(request)}: ${set.path} is in no git repository`);
      continue;
    }
    const within = relative(repository.root, folder).split(sep).join('/');
    const known = byRoot.get(repository.root) ?? { repository, located: [] };
    known.located.push({ set, prefix: within === '' ? '' : `${within}/` });
    byRoot.set(repository.root, known);
  }
  const applied = new Map<string, Applied>();
  for (const { repository, located } of byRoot.values()) {
    const refs = refsIn(repository, request);
    if (refs.length === 0) continue;
    const answer = await snapshot(repository, refs, request, located, reading);
    if (typeof answer === 'string') silences.push(answer);
    else for (const { set, prefix } of located) applied.set(set.path, appliedIn(set, prefix, answer, reading));
  }
  return { applied, silences };
}

function named({ from, name }: BaseRequest): string {
  return name === undefined ? from : from === '--staged' ? from : `${from} ${name}`;
}

async function snapshot(repository: Repository, refs: readonly string[], request: BaseRequest, located: readonly Located[], { env, cwd, read, edited = [] }: GitReading): Promise<Snapshot | string> {
  const git = gitIn(repository.root, env);
  const found = await findBase(git, repository, refs, request);
  if (typeof found === 'string') return found;
  const { commit, ref } = found;
  // With hundreds of folders a list of them would not fit into a call.
  const folders = located.length > 100 || located.some(({ prefix }) => prefix === '') ? [] : ['--', ...located.map(({ prefix }) => prefix)];
  const tree = async (of: string): Promise<ReadonlyMap<string, string>> => parseTree((await git(['ls-tree', '-r', '-z', '--full-tree', of, ...folders])).output);
  const [base, tip, diff] = await Promise.all([
    tree(commit),
    request.staged ? undefined : tree(ref),
    git(['diff', ...(request.staged ? ['--cached'] : []), '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-relative', '--ignore-submodules=all', commit, ...folders]),
  ]);
  if (diff.code !== 0) return `git diff: ${firstLine(diff.complaint)}`;
  const changes = parseChanges(diff.output);
  const wanted = new Set(changes.flatMap(({ path, from, to }) => [base.get(path) ?? from, ...(request.staged ? [to] : [])]).filter((id) => !/^0*$/.test(id)));
  const underEdit = edited.flatMap((path) => {
    const place = relative(repository.root, resolve(cwd, path)).split(sep).join('/');
    const id = base.get(place);
    return id === undefined ? [] : [{ place, id }];
  });
  for (const { id } of underEdit) wanted.add(id);
  const contents = wanted.size === 0 ? new Map<string, Buffer>() : parseContents((await git(['cat-file', '--batch'], [...wanted].join('\n') + '\n')).output);
  const onDisk = (path: string): Uint8Array | 'gone' | undefined => {
    const bytes = read(relative(cwd, resolve(repository.root, path)).split(sep).join('/'));
    return bytes === 'unreadable' ? undefined : bytes;
  };
  const changed = new Map(changes.map(({ status, path, to }) => {
    const now = request.staged ? (status === 'D' ? 'gone' as const : contents.get(to)) : onDisk(path);
    return [path, { before: contents.get(base.get(path) ?? ''), now }] as const;
  }));
  for (const { place, id } of underEdit) changed.set(place, { before: contents.get(id), now: onDisk(place) });
  const now = (path: string): Uint8Array | undefined => {
    const bytes = changed.get(path)?.now ?? (request.staged ? undefined : onDisk(path));
    return bytes === 'gone' ? undefined : bytes;
  };
  return { base, tip, changed, now, commit, ref, staged: request.staged };
}

/** The commit that counts as the base, or why there is none. */
async function findBase(git: Git, repository: Repository, refs: readonly string[], request: BaseRequest): Promise<{ commit: string; ref: string } | string> {
  const cut = isShallow(repository);
  for (const ref of refs) {
    const answer = request.from === '--staged' ? await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']) : await git(['merge-base', 'HEAD', ref]);
    if (answer.code === undefined) return `${named(request)}: git could not be started; is it installed?`;
    if (answer.code === 0) return { commit: answer.output.toString('utf8').trim().split('\n')[0] ?? '', ref };
    if (/dubious ownership|safe\.directory/.test(answer.complaint)) return `${named(request)}: git does not trust ${repository.root}, which belongs to another user: git config --global --add safe.directory ${repository.root}`;
    // Before the first commit nothing is applied.
    if (request.from === '--staged') return { commit: await emptyTree(git), ref };
    if (answer.code === 1) return cut ? `${named(request)}: this clone holds only the end of the history, without the commit where HEAD and ${ref} part. ${fetchMore}` : `${named(request)}: HEAD and ${ref} have no commit in common`;
  }
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.code !== 0) return `${named(request)}: there are no commits yet in ${repository.root}`;
  return `${named(request)}: there is no such branch, tag or commit here${cut || request.from.startsWith('$') ? `. ${fetchMore}` : ''}`;
}

const fetchMore = 'Fetch all of it: git fetch --unshallow, fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 for GitLab, clone: depth: full for Bitbucket, fetchDepth: 0 for Azure.';

async function emptyTree(git: Git): Promise<string> {
  return (await git(['hash-object', '-t', 'tree', '--stdin'])).output.toString('utf8').trim();
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function appliedIn(set: MigrationSet, prefix: string, snapshot: Snapshot, { cwd }: GitReading): Applied {
  const shown = (path: string): string => posix.join(set.path, path.slice(prefix.length));
  const onBase = new Set<string>();
  for (const path of snapshot.base.keys()) if (path.startsWith(prefix)) onBase.add(shown(path));
  const evidence = `git: ${snapshot.ref}`;
  const { differences, renamed, ahead } = changesOf(set, prefix, snapshot, { cwd, evidence });
  return { source: 'git', evidence, has: (path) => onBase.has(path) || renamed.has(path), differences, ...(ahead.length > 0 ? { ahead } : {}) };
}
