import type { Migration, MigrationSet } from '../project/migration.ts';
import type { Place } from '../source/source-file.ts';

/** Where this run knows from what is applied. Git and databases join here. */
export type AppliedSource = 'lock file';

/** What some source says is applied, of one migration set. Paths are those of reports. */
export interface Applied {
  readonly source: AppliedSource;
  /** Whether the file with this path has been applied. */
  has(path: string): boolean;
  readonly differences: readonly AppliedDifference[];
}

/** A file that is not what was applied. */
export interface AppliedDifference {
  readonly source: AppliedSource;
  readonly change: 'edited' | 'line endings' | 'deleted';
  readonly path: string;
  readonly direction: 'up' | 'down';
  /** Where to report it: line 1 of the file; for a deleted one its line in the lock file. */
  readonly place: Place;
  /** What was recorded, and what stands there now. */
  readonly recorded: string;
  readonly found?: string;
}

/** The migrations of a set that are applied: those whose up is. Repeatable ones never are. */
export function appliedOf({ migrations }: MigrationSet, applied: Applied | undefined): ReadonlySet<Migration> {
  if (!applied) return none;
  return new Set(migrations.filter(({ up, down, opaque, repeatable }) => {
    const path = up?.file.path ?? opaque ?? down?.file.path;
    return path !== undefined && !repeatable && applied.has(path);
  }));
}

const none: ReadonlySet<Migration> = new Set();
