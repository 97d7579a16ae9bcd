import { resolve } from 'node:path';
import { isSql } from '../runners/names.ts';
import { slashed } from './tree.ts';
import type { Tree } from './tree.ts';

/** What a run is asked for: folders to search, and files to look at by name. Absolute paths with `/`. */
export interface Targets {
  readonly folders: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  /** What was looked for and not found, each a sentence. */
  readonly problems: readonly string[];
}

/** Sorts paths and globs into folders and files. A name with brackets that exists is a name, not a glob. */
export async function targetsOf(paths: readonly string[], tree: Tree, ignore: readonly string[]): Promise<Targets> {
  const folders = new Set<string>();
  const files = new Set<string>();
  const problems: string[] = [];
  const take = (path: string, kind: 'file' | 'folder'): void => {
    (kind === 'folder' ? folders : files).add(slashed(resolve(tree.cwd, path)));
  };
  for (const path of paths) {
    if (path.trim() === '') {
      problems.push('A path is empty: name the current folder as "."');
      continue;
    }
    const kind = kindOf(tree, path);
    if (kind) {
      take(path, kind);
      continue;
    }
    const matches = /[*?[\]{}!()]/.test(path) ? await matching(path, tree.cwd, ignore) : undefined;
    if (matches === undefined) problems.push(`There is no file or folder ${path} (looked for in ${tree.cwd}).`);
    else if (matches.length === 0) problems.push(`Nothing matches ${path} (looked for in ${tree.cwd}).`);
    for (const match of matches ?? []) take(match.path, match.isFolder ? 'folder' : 'file');
  }
  return { folders, files, problems };
}

function kindOf(tree: Tree, path: string): 'file' | 'folder' | undefined {
  try {
    return tree.kind(path);
  } catch {
    // A path through a file or a folder that nobody may enter: reading it says so, by name.
    return 'file';
  }
}

interface Match {
  readonly path: string;
  readonly isFolder: boolean;
}

async function matching(pattern: string, cwd: string, ignore: readonly string[]): Promise<Match[]> {
  const { default: glob } = await import('fast-glob');
  const entries = await glob(slashed(pattern), {
    cwd,
    ignore: ['**/node_modules/**', '**/.git/**', ...ignore],
    onlyFiles: false,
    objectMode: true,
    dot: true,
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  const matches = entries.map(({ path, dirent }) => ({ path, isFolder: dirent.isDirectory() }));
  return matches.filter(({ path, isFolder }) => isFolder || isSql(path));
}
