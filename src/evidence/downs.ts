import type { MigrationSet } from '../project/migration.ts';

/** Each migration of a set asks the same. */
const known = new WeakMap<MigrationSet, boolean>();

/** Whether a migration of the set has a down beside its up. */
export function hasDowns(set: MigrationSet): boolean {
  let has = known.get(set);
  if (has === undefined) {
    has = set.migrations.some(({ up, down }) => up !== undefined && down !== undefined);
    known.set(set, has);
  }
  return has;
}
