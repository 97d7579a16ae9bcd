import type { MigrationSet } from '../project/migration.ts';

/** A dot file, because some runners choke on any other name in their folder. */
export const lockFileName = '.applied.sha256';

/** Where a set's lock file stands, relative to the working directory. */
export function lockPath({ path }: Pick<MigrationSet, 'path'>): string {
  return path === '.' ? lockFileName : `${path}/${lockFileName}`;
}
