import type { Folder } from '../project/folder.ts';
import type { Downs, Execution, Fate, Remark } from '../project/migration.ts';
import type { SetConfig } from '../config/config.ts';
import type { SourceFile, Span } from '../source/source-file.ts';

/**
 * One program that applies migrations: how its folders are recognised, what its file names mean, and what it sends to
 * the server. Everything about one runner stands in its own file; the registry lists them. What the runners really do is recorded in test/real-runners/.
 */
export interface Runner {
  readonly id: string;
  readonly title: string;
  readonly downs: Downs;
  readonly generated: boolean;
  /** Where the scripts stand: in the set's folder, in it and all folders below, or in one folder for each migration. */
  readonly layout: 'files' | 'tree' | 'folders';
  /** How its files are called, for the reason why a file is left out. */
  readonly naming: string;
  /** The strongest that it can be recognised: it is not asked where another is as sure. Absent: as sure as any. */
  readonly atMost?: number;
  /** Whether a folder is a migration set of this runner's, and what shows it. Of several runners the strongest wins. */
  readonly recognise: (folder: Folder) => Recognition | undefined;
  /**
   * Whether a set in that folder could hold a file at that path below it, told without listing the folder; absent: the
   * history tells it by the path alone.
   */
  readonly mayHold?: (folder: Folder, path: string) => boolean;
  /** What the names in a recognised folder mean. */
  readonly history: (folder: Folder) => History;
  /** What one file holds, in the order of the file. A broken structure is read as well as it can be. */
  readonly sections: (script: ScriptSource) => readonly Section[];
  /** What it makes of a file, other than the author means. It looks closer only where the directive's word stands. */
  readonly remarks?: (script: ScriptSource, sections: readonly Section[]) => readonly Remark[];
  /** What becomes of an SQL file whose name says nothing to the runner; absent: nobody can say. */
  readonly stray?: (path: string) => Fate | undefined;
}

export interface Recognition {
  readonly strength: number;
  /** A sentence. */
  readonly evidence: string;
  /** The order of the migrations is written somewhere that is not here: the names give one that may be wrong. */
  readonly unordered?: boolean;
  /** The runner's own file says that the set is for another database. */
  readonly foreign?: string;
}

/** How sure a recognition is: the numbers only compare. */
export const strength = {
  /** Names that many runners share. */
  names: 10,
  /** Names that hardly any other runner uses. */
  shape: 20,
  /** The project's manifest names the runner. */
  dependency: 30,
  /** The folder is where the runner puts its migrations. */
  location: 40,
  /** The runner's directives stand in the files. */
  directive: 50,
  /** The runner's own file stands beside. */
  ownFile: 60,
} as const;

export interface History {
  /**
   * What a path below the set's folder (with `/`) means: its name, the reason why it is no part of the history, or
   * undefined where the runner does not know such names.
   */
  readonly read: (path: string) => ScriptName | LeftOutName | undefined;
  readonly compare: (a: ScriptName, b: ScriptName) => number;
}

export interface ScriptName {
  /** Relative to the set's folder. */
  readonly path: string;
  readonly version: string;
  readonly name: string;
  /** `both`: the sections of the file tell. */
  readonly direction: 'up' | 'down' | 'both';
  readonly repeatable?: boolean;
  /** Written in a programming language. */
  readonly opaque?: boolean;
  /** Made for PostgreSQL: stands in the place of a file of the same version that is made for all. */
  readonly specific?: boolean;
}

export interface LeftOutName {
  readonly leftOut: string;
  readonly fate?: Fate;
}

export interface ScriptSource {
  readonly file: SourceFile;
  readonly name: ScriptName;
  readonly folder: Folder;
  readonly settings: SetConfig;
}

/** A part of a file that the runner runs as one unit. */
export interface Section {
  readonly direction: 'up' | 'down';
  readonly span: Span;
  /** The directive's line; the file's first line without one. */
  readonly heading: Span;
  readonly execution: Execution;
  /** Where the runner cuts, when `execution.send` is `chunks`. */
  readonly chunks?: readonly Span[];
  /** A file of several migrations, as Liquibase's changesets, names each of them. */
  readonly version?: string;
  readonly name?: string;
}
