import type { Place, SourceFile, Span } from '../source/source-file.ts';

/** How a runner runs a script (recorded from the runners themselves in test/real-runners/). */
export interface Execution {
  /** The transaction that the runner itself opens: none, one for each script, or one for all pending scripts. */
  readonly wrap: 'none' | 'script' | 'all pending';
  /**
   * `one message`: the whole script is one simple query, and PostgreSQL makes several statements in it one transaction.
   * `statements`: cut at every statement. `chunks`: cut where `Script.chunks` says. `pipeline`: cut, but one implicit transaction.
   */
  readonly send: 'one message' | 'statements' | 'chunks' | 'pipeline';
  /** Whether the next script runs in the same session: SET and search_path leak then. */
  readonly session: 'kept' | 'fresh';
  /** Statements that the runner looks for itself and takes the script's transaction away for, as Flyway does. */
  readonly leavesTransactionFor?: 'flyway';
  /**
   * Each query string takes a connection from a pool, and one that comes back inside a transaction is closed: the
   * script's own BEGIN comes to nothing.
   */
  readonly losesBegin?: true;
  /** Another session of the runner holds a transaction with a snapshot open while the script runs: its lock. */
  readonly heldLock?: 'transaction';
  /** A driver without autocommit (JDBC): after the script's own COMMIT the next statement is in a transaction again. */
  readonly beginsAnew?: true;
}

/** What the runner makes of a text, other than its author means: a plain value, told where the file is read. */
export interface Remark {
  readonly kind: 'misplaced directive' | 'split statement' | 'ignored file';
  /** In the script's file. */
  readonly span: Span;
  /** A sentence or two. */
  readonly message: string;
}

/** The SQL that a runner runs as one unit: a file, or a section of one. */
export interface Script {
  readonly file: SourceFile;
  /** The part of the file that is this script. */
  readonly span: Span;
  readonly direction: 'up' | 'down';
  readonly execution: Execution;
  /** What the runner sends as one query string each, where `send` is `chunks`. */
  readonly chunks?: readonly Span[];
  /** Line of the section's directive, for findings about the section itself; the file's first line without sections. */
  readonly heading: Place;
  readonly remarks?: readonly Remark[];
}

/** One version of a migration set. */
export interface Migration {
  /** As the runner writes it: `000012`, `20240131120000`, `1.2`. */
  readonly version: string;
  readonly name: string;
  /** Absent: a down without an up. */
  readonly up?: Script;
  readonly down?: Script;
  /** Repeatable migrations (Flyway's R__) are replayed after all others and never immutable. */
  readonly repeatable: boolean;
  /** The path of a migration in a programming language: a version, and a gap in what the replay knows. */
  readonly opaque?: string;
}

/** Whether a runner's migrations have downs: `optional` means once one migration of the set has one. */
export type Downs = 'expected' | 'optional' | 'none';

/** The same migrations for another database, as far as their names tell. */
export interface Twin {
  /** The folder. */
  readonly path: string;
  readonly database: string;
  readonly versions: readonly { readonly version: string; readonly path: string }[];
}

/** One ordered history for one database under one runner. */
export interface MigrationSet {
  /** The folder, relative to the working directory, with `/`; `.` for the working directory itself. */
  readonly path: string;
  readonly runner: string;
  /** Why this runner was recognised here, in a sentence. */
  readonly evidence: string;
  readonly downs: Downs;
  /** The tool writes the SQL (Prisma, Drizzle): conventions about the text are no more than information. */
  readonly generated: boolean;
  /** In the runner's order. */
  readonly migrations: readonly Migration[];
  /** Files of the folder that are no part of the history, and why. */
  readonly leftOut: readonly LeftOut[];
  /** A dump that the history starts from. */
  readonly baseline?: Script;
  /** Folders with the same migrations for other databases. */
  readonly twins?: readonly Twin[];
  /** The file that is kept for fresh installs, to be compared with what the history builds. */
  readonly schemaFile?: Script;
  /** The order of the migrations is written somewhere that was not found: the one here follows from the names and may be wrong. */
  readonly unordered?: boolean;
  /** The project has other sets too, which may well be for the same database. */
  readonly hasOthers?: true;
}

export interface LeftOut {
  readonly path: string;
  readonly reason: string;
  /** Whether it is meant for a migration and never run, or keeps the runner from running any; absent: it is none. */
  readonly fate?: Fate;
}

export type Fate = 'never run' | 'refused';

/** A file or folder that could not be read at all. */
export interface Unreadable {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
