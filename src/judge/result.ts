import type { LeftOut, Unreadable } from '../project/migration.ts';
import type { Duration } from '../effects/effects.ts';
import type { LockMode } from '../postgres/lock-modes.ts';
import type { Place } from '../source/source-file.ts';
import type { Finding } from './finding.ts';

/** What one run found: all that a reporter gets. */
export interface Result {
  readonly sets: readonly SetSummary[];
  /** In the order of file, line and column. */
  readonly findings: readonly Finding[];
  /** What a comment in the file or the baseline switched off, each with its `suppression`. */
  readonly suppressed: readonly Finding[];
  readonly unreadable: readonly Unreadable[];
  readonly leftOut: readonly LeftOut[];
  /** What a rule would have needed from the history and did not find there: text → how often. */
  readonly unknown: ReadonlyMap<string, number>;
  /** A rule that threw: a bug of this project, which a report names. */
  readonly bugs: readonly Bug[];
  readonly summary: Summary;
  /** The versions of each set, where they were asked for. */
  readonly timelines?: readonly Timeline[];
  /** What the judged ups lock so that others wait, where it was asked for. */
  readonly locked?: readonly Locked[];
}

/** A statement that makes others wait. */
export interface Locked {
  readonly place: Place;
  readonly locks: readonly { readonly relation: string; readonly mode: LockMode; readonly blocks: readonly string[] }[];
  readonly rewrites: readonly string[];
  readonly scans: readonly string[];
  readonly duration: Duration;
}

/** The versions of a set, in its runner's order. */
export interface Timeline {
  readonly path: string;
  readonly versions: readonly { readonly version: string; readonly name: string; readonly files: readonly string[]; readonly pending: boolean }[];
}

export interface SetSummary {
  readonly path: string;
  readonly runner: string;
  readonly evidence: string;
  readonly migrations: number;
  readonly pending: number;
  /** Where it is known from what is applied; absent: all migrations are judged. */
  readonly appliedFrom?: string;
}

export interface Bug {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Summary {
  readonly files: number;
  readonly statements: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that a directive in the file switched off. */
  readonly suppressed: number;
  /** Findings that stand in the baseline; absent: there is none. */
  readonly baselined?: number;
  /** Placeholders for which an identifier stood in. */
  readonly standIns: number;
}
