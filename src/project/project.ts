import type { LeftOut, MigrationSet, Unreadable } from './migration.ts';

/** All that a run reads. */
export interface Project {
  readonly sets: readonly MigrationSet[];
  readonly unreadable: readonly Unreadable[];
  /** SQL files that belong to no migration set of a PostgreSQL database, and why. */
  readonly leftOut: readonly LeftOut[];
  /** The files that were asked for by name; absent: all. Their sets are replayed whole all the same. */
  readonly only?: ReadonlySet<string>;
}
