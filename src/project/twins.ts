import type { Runner } from '../runners/runner.ts';
import { foreignDialect, isPostgresFolder } from './dialects.ts';
import type { MigrationSet, Twin } from './migration.ts';
import type { Tree } from './tree.ts';

/**
 * The folders that hold the same migrations for another database: their paths differ from the set's in one name, which says the database.
 *
 * @param others - files that were left out
 */
export function twinsOf({ path }: Pick<MigrationSet, 'path'>, runner: Runner, others: Iterable<string>, tree: Tree): readonly Twin[] {
  if (!mayHaveTwins({ path }, runner)) return [];
  const own = path.split('/');
  const found = new Map<string, Twin & { readonly versions: Twin['versions'][number][] }>();
  for (const file of others) {
    const cut = file.lastIndexOf('/');
    const folder = file.slice(0, Math.max(cut, 0));
    const database = databaseOf(own, folder.split('/'));
    if (database === undefined) continue;
    const name = runner.history(tree.folder(folder)).read(file.slice(cut + 1));
    if (!name || !('path' in name) || name.direction === 'down' || name.repeatable === true) continue;
    const twin = found.get(folder) ?? { path: folder, database, versions: [] };
    twin.versions.push({ version: name.version, path: file });
    found.set(folder, twin);
  }
  return [...found.values()];
}

/** Whether a set's path leaves it possible that there are such folders. */
export function mayHaveTwins({ path }: Pick<MigrationSet, 'path'>, { layout }: Runner): boolean {
  return layout === 'files' && path.split('/').some(isPostgresFolder);
}

function databaseOf(own: readonly string[], other: readonly string[]): string | undefined {
  if (own.length !== other.length) return undefined;
  const different = own.flatMap((name, at) => (name === other[at] ? [] : [at]));
  const [at] = different;
  if (at === undefined || different.length > 1 || !isPostgresFolder(own[at] ?? '')) return undefined;
  return foreignDialect(other[at] ?? '');
}
