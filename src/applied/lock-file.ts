import { posix } from 'node:path';
import type { Problem } from '../config/problem.ts';
import type { MigrationSet } from '../project/migration.ts';
import { SourceFile, type Span } from '../source/source-file.ts';
import type { Applied, AppliedDifference } from './applied.ts';
import { compare } from './compare.ts';
import { lockPath } from './lock-path.ts';
import { migrationFiles, type ReadBytes } from './set-files.ts';
import { readSum, type Sum } from './sums.ts';

/** A file that the lock file lists, and where. */
export interface LockLine extends Sum {
  readonly span: Span;
}

/** A lock file as it stands in a set's folder. */
export interface LockFile {
  readonly file: SourceFile;
  /** By path, in the order of the file. */
  readonly lines: ReadonlyMap<string, LockLine>;
  /** Comments; `sha256sum` skips them, and so do we. */
  readonly comments: readonly string[];
}

/** The lock file of a set; undefined where it has none. */
export function openLockFile(set: Pick<MigrationSet, 'path'>, read: ReadBytes): LockFile | { readonly problems: readonly Problem[] } | undefined {
  const path = lockPath(set);
  const bytes = read(path);
  if (bytes === 'gone') return undefined;
  if (bytes === 'unreadable') return { problems: [{ file: path, line: 1, column: 1, message: 'the lock file cannot be read' }] };
  try {
    return parseLockFile(new SourceFile(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return { problems: [{ file: path, line: 1, column: 1, message: 'the lock file is not UTF-8' }] };
  }
}

/** Reads a lock file's text. */
export function parseLockFile(file: SourceFile): LockFile | { readonly problems: readonly Problem[] } {
  const lines = new Map<string, LockLine>();
  const comments: string[] = [];
  const problems: Problem[] = [];
  let line = 0;
  let conflict = false;
  for (let start = 0; start < file.text.length; ) {
    const newline = file.text.indexOf('\n', start);
    const next = newline < 0 ? file.text.length : newline + 1;
    const text = file.text.slice(start, next).replace(/\r?\n$/, '');
    const span = { start, end: start + text.length };
    start = next;
    line++;
    const sum = readSum(text);
    const problem = (message: string): void => { problems.push({ file: file.path, line, column: 1, message }); };
    if (sum === 'blank') continue;
    if (sum === 'comment') comments.push(text);
    else if (sum === 'malformed') problem('expected a line of sha256sum: 64 hexadecimal digits, two spaces, a path');
    else if (sum === 'conflict') {
      if (!conflict) problem('an unresolved merge conflict: keep the lines of both sides, take the marks of git away, then run "pgmiglint record --check"');
      conflict = true;
    } else {
      const earlier = lines.get(sum.path);
      if (earlier && earlier.sha256 !== sum.sha256 && !conflict) problem(`${JSON.stringify(sum.path)} is listed twice, with different sums: keep the line of what was applied`);
      if (!earlier) lines.set(sum.path, { ...sum, span });
    }
  }
  return problems.length > 0 ? { problems } : { file, lines, comments };
}

/**
 * What a set's lock file says is applied.
 *
 * @returns undefined where there is no lock file
 */
export function readLockFile(set: MigrationSet, read: ReadBytes): Applied | { readonly problems: readonly Problem[] } | undefined {
  const lock = openLockFile(set, read);
  if (!lock || 'problems' in lock) return lock;
  const paths = new Set([...lock.lines.keys()].map((listed) => posix.join(set.path, listed)));
  return { source: 'lock file', has: (path) => paths.has(path), differences: differences(set, lock, read) };
}

/** What differs between the lock file and the files, in the lock file's order. */
function differences(set: MigrationSet, lock: LockFile, read: ReadBytes): readonly AppliedDifference[] {
  const files = new Map([...migrationFiles(set)].map((file) => [file.listed, file]));
  const scripts = new Map(set.migrations.flatMap(({ up, down }) => [up, down].flatMap((script) => (script ? [[script.file.path, script.file] as const] : []))));
  return [...lock.lines.values()].flatMap((line): readonly AppliedDifference[] => {
    const path = posix.join(set.path, line.path);
    const direction = files.get(line.path)?.direction ?? guessDirection(line.path);
    const change = compare(line.sha256, read(path));
    if (change === 'same' || change === 'unreadable') return [];
    const common = { source: 'lock file', path, direction, recorded: line.sha256 } as const;
    if (change === 'deleted') return [{ ...common, change, place: { file: lock.file, span: line.span } }];
    const file = scripts.get(path) ?? new SourceFile(path, '');
    return [{ ...common, ...change, place: { file, span: { start: 0, end: 0 } } }];
  });
}

/** For a file that is gone nothing but its name is left to tell. */
function guessDirection(path: string): 'up' | 'down' {
  return /(?:^|[._\-/])(?:down|rollback|undo|revert)(?:[._\-/]|$)|(?:^|\/)U[0-9][^/]*__/i.test(path) ? 'down' : 'up';
}
