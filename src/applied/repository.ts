import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** A git work tree, as its files tell it: no process is started for this. */
export interface Repository {
  /** The work tree's top folder, absolute. */
  readonly root: string;
  /** What belongs to this work tree alone: HEAD and the index. */
  readonly gitDir: string;
  /** What all work trees of the repository share: the refs. */
  readonly commonDir: string;
}

/**
 * The work tree that a folder lies in; undefined where there is no `.git` at or above it. A submodule is one of its own.
 *
 * @param outside - folders that are known to lie in none: what is found out joins them
 */
export function findRepository(folder: string, outside?: Set<string>): Repository | undefined {
  const passed: string[] = [];
  for (let at = resolve(folder); ; ) {
    passed.push(at);
    if (outside?.has(at) === true) return undefined;
    const dotGit = at.endsWith(sep) ? `${at}.git` : `${at}${sep}.git`;
    // Unlike statSync this never throws where nobody may enter the folder.
    const stats = existsSync(dotGit) ? statSync(dotGit) : undefined;
    const gitDir = stats && (stats.isDirectory() ? dotGit : linked(dotGit, at));
    if (gitDir !== undefined && existsSync(join(gitDir, 'HEAD'))) return { root: at, gitDir, commonDir: shared(gitDir) };
    const above = dirname(at);
    if (above === at) {
      for (const none of passed) outside?.add(none);
      return undefined;
    }
    at = above;
  }
}

/** The system's own is three times as fast; that of Windows resolves drives too. */
const realpath = sep === '/' ? realpathSync.native : realpathSync;

/** A folder without symbolic links. Standard input may stand for a file in one that is not there, or that nobody may enter. */
export function realFolder(path: string): string {
  try {
    return realpath(path);
  } catch {
    return path;
  }
}

/** A work tree that was added, and a submodule, have a file in the place of the folder. */
function linked(dotGit: string, root: string): string | undefined {
  const target = /^gitdir: (.+)$/m.exec(text(dotGit) ?? '')?.[1];
  return target === undefined ? undefined : resolve(root, target.trimEnd());
}

function shared(gitDir: string): string {
  const common = text(join(gitDir, 'commondir'))?.trim();
  return common === undefined || common === '' ? gitDir : resolve(gitDir, common);
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The branch that is checked out; undefined where HEAD is detached. */
export function currentBranch({ gitDir }: Repository): string | undefined {
  return /^ref: refs\/heads\/(.+)$/m.exec(text(join(gitDir, 'HEAD')) ?? '')?.[1]?.trimEnd();
}

/** Whether the history was cut off when it was cloned. */
export function isShallow({ commonDir }: Repository): boolean {
  return existsSync(join(commonDir, 'shallow'));
}

/** What default branches are called where the remote does not say. */
const usual = ['main', 'master'];

/** The default branch, and the ref that stands for it here. */
export interface DefaultBranch {
  readonly name: string;
  readonly ref: string;
}

/** The default branch as the remote told it when it was cloned, else a branch called as default branches usually are. */
export function defaultBranch(repository: Repository): DefaultBranch | undefined {
  const { commonDir } = repository;
  const told = /^ref: refs\/remotes\/origin\/(.+)$/m.exec(text(join(commonDir, 'refs/remotes/origin/HEAD')) ?? '')?.[1]?.trimEnd();
  let packed: string | undefined;
  const exists = (ref: string): boolean => existsSync(join(commonDir, ref)) || (packed ??= text(join(commonDir, 'packed-refs')) ?? '').includes(` ${ref}\n`);
  for (const name of told === undefined ? usual : [told]) {
    if (exists(`refs/remotes/origin/${name}`)) return { name, ref: `origin/${name}` };
    if (exists(`refs/heads/${name}`)) return { name, ref: name };
  }
  return undefined;
}
