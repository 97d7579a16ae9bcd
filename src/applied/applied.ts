import type { Migration, MigrationSet } from '../project/migration.ts';
import type { Place, Span } from '../source/source-file.ts';

/** Where this run knows from what is applied, or what the files were. */
export type AppliedSource = 'lock file' | 'git' | 'database' | 'atlas.sum' | 'graphile-migrate headers';

/** What some source says is applied, of one migration set. Paths are those of reports. */
export interface Applied {
  readonly source: AppliedSource;
  /** The source by its name, such as `git: origin/main`. */
  readonly evidence?: string;
  /** Whether the file with this path has been applied. */
  has(path: string): boolean;
  readonly differences: readonly AppliedDifference[];
  /** It knows which migrations are applied, and not what stood in them. */
  readonly blind?: true;
  /** What the base has gained since this branch left it. */
  readonly ahead?: readonly AheadMigration[];
}

/** A migration of the base that is not here. */
export interface AheadMigration {
  readonly version: string;
  readonly name: string;
  readonly path: string;
}

/** A file that is not what was applied. */
export interface AppliedDifference {
  readonly source: AppliedSource;
  /** The source by its name, such as `git: origin/main`. */
  readonly evidence?: string;
  /** `comments`: nothing but comments and white space differ. `chain`: the list of sums contradicts itself or the files. */
  readonly change: 'edited' | 'line endings' | 'comments' | 'deleted' | 'renamed' | 'failed' | 'chain';
  readonly path: string;
  readonly direction: 'up' | 'down';
  /** Where to report it: what differs, or line 1 of the file; for a deleted one its line in the list that names it. */
  readonly place: Place;
  /** What was recorded, and what stands there now. */
  readonly recorded: string;
  readonly found?: string;
  /** What differs, where the old text is known. */
  readonly statements?: readonly ChangedStatement[];
  /** The command that brings the file back. */
  readonly restore?: string;
  /** What it is called now. */
  readonly renamedTo?: string;
  /** A sentence: what the runner does about it, or what its list of sums says. */
  readonly consequence?: string;
}

/** A statement that is not as it was. */
export interface ChangedStatement {
  /** Where it stands now; absent: it was taken out. */
  readonly span?: Span;
  /** What it says now. */
  readonly now?: string;
  /** What it said; absent: it was put in. */
  readonly was?: string;
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
