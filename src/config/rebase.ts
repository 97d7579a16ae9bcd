import { posix, relative, resolve, sep } from 'node:path';

/** A path with `/`, whatever the system writes. */
function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A path that was relative to one folder, relative to another; `.` for that folder itself. Both folders are absolute. */
export function rebasePath(path: string, from: string, to: string): string {
  return slashed(relative(to, resolve(from, path))) || '.';
}

/**
 * A glob that was relative to one folder, as globs relative to another. Where the other folder lies below, what is
 * left of the glob there differs from what it says beside it (`db/**` seen from `db/old` is `**` as well as
 * `../**`), so one glob can become several.
 */
export function rebaseGlob(glob: string, from: string, to: string): readonly string[] {
  const base = slashed(relative(to, from));
  if (base === '') return [glob];
  if (!base.split('/').every((part) => part === '..')) return [posix.join(escape(base), glob)];

  const folders = slashed(relative(from, to)).split('/');
  const parts = posix.normalize(glob).split('/');
  const globs = folders.map((_, depth) => seenFrom(parts, folders, depth)).reverse();
  return [...new Set([...seenFrom(parts, folders, folders.length), ...globs.flat()])];
}

/** The globs for files below the folder of that depth, as the deepest folder sees them. */
function seenFrom(glob: readonly string[], folders: readonly string[], depth: number): readonly string[] {
  const up = folders.slice(depth).map(() => '..');
  const left = leftovers(glob, folders.slice(0, depth)).filter(([part]) => depth === folders.length || part !== folders[depth]);
  return left.map((rest) => [...up, ...rest].join('/'));
}

/** What remains of a glob after it has matched some folders: several, because `**` may stop anywhere. */
function leftovers(glob: readonly string[], folders: readonly string[]): readonly (readonly string[])[] {
  const [folder, ...below] = folders;
  if (folder === undefined) return glob.length > 0 ? [glob] : [];
  const [part, ...rest] = glob;
  if (part === undefined) return [];
  if (part === '**') return [...leftovers(glob, below), ...leftovers(rest, folders)].filter(distinct);
  return matches(part, folder) ? (rest.length > 0 ? leftovers(rest, below) : [['**']]) : [];
}

function distinct(left: readonly string[], index: number, all: readonly (readonly string[])[]): boolean {
  return all.findIndex((other) => other.join('/') === left.join('/')) === index;
}

/** One part of a glob against one folder's name: `*`, `?` and plain text; what is richer matches nothing here. */
function matches(part: string, folder: string): boolean {
  const pattern = part.replace(/[.+^$()|\\{}[\]]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${pattern}$`).test(folder);
}

function escape(path: string): string {
  return path.replace(/[*?{}[\]!()\\]/g, '\\$&');
}
