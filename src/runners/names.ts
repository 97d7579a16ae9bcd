import { dialectOfFile } from '../project/dialects.ts';
import type { Folder } from '../project/folder.ts';
import type { Fate } from '../project/migration.ts';
import type { History, LeftOutName, ScriptName } from './runner.ts';

/** Files that hold SQL. */
export function isSql(path: string): boolean {
  return path.endsWith('.sql') || path.endsWith('.SQL') || path.endsWith('.pgsql') || path.endsWith('.psql');
}

/** The names of a folder's files that a pattern takes. */
export function filesLike(folder: Folder, pattern: RegExp): string[] {
  return folder.files.filter((name) => pattern.test(name));
}

/** `NAME.up.sql`. */
export function isUp(name: string): boolean {
  return name.endsWith('.up.sql');
}

/** `NAME/up.sql` and `NAME/down.sql`, where each migration has a folder. */
export function isOfFolder(path: string): boolean {
  return path.endsWith('/up.sql') || path.endsWith('/down.sql');
}

/** Names of the folders in a folder that hold a file so called, as far as their own names fit. */
export function foldersWith(folder: Folder, pattern: RegExp, file: string): string[] {
  return folder.folders.filter((name) => pattern.test(name) && folder.folder(name).has(file));
}

/** What holds for all scripts of a folder, worked out for the first of them. */
export function oncePerFolder<T>(find: (folder: Folder) => T): (folder: Folder) => T {
  const found = new WeakMap<Folder, { readonly value: T }>();
  return (folder) => {
    let own = found.get(folder);
    if (!own) found.set(folder, (own = { value: find(folder) }));
    return own.value;
  };
}

/** A history whose names need nothing but the path. */
export function history(
  read: (path: string) => ScriptName | LeftOutName | undefined,
  compare: History['compare'],
): (folder: Folder) => History {
  const made: History = {
    read: (path) => {
      const database = dialectOfFile(path.slice(path.lastIndexOf('/') + 1));
      return database === undefined ? read(path) : { leftOut: `its name says that it is for ${database}` };
    },
    compare,
  };
  return () => made;
}

/** `NUMBER_name.sql` and the like: the first group of the pattern is the version, the second the name. */
export function numbered(path: string, pattern: RegExp, direction: ScriptName['direction'], opaque?: RegExp): ScriptName | undefined {
  const match = pattern.exec(path);
  if (!match) return undefined;
  const [, version = '', name = ''] = match;
  if (opaque?.test(path) === true) return { path, version, name, direction, opaque: true };
  return isSql(path) ? { path, version, name, direction } : undefined;
}

/** A file that has a number as migrations do, and another form of name than the runner reads: passed over without a word. */
export function strayNumbered(path: string): Fate | undefined {
  const name = baseName(path);
  return isSql(name) && (/^[Vv]?\d/.test(name) || /\.(?:up|down)\.sql$/i.test(name)) ? 'never run' : undefined;
}

/** A sentence's subject: `3 files`, `1 file`. */
export function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
