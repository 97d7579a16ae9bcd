import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { Mark } from '../parser/mark.ts';
import type { Statement } from '../parser/statement.ts';
import type { Effects } from '../effects/effects.ts';
import type { Migration, MigrationSet, Remark, Script } from '../project/migration.ts';
import type { HistoryFacts } from '../runners/histories.ts';
import type { Catalog, Moment } from '../schema/catalog.ts';
import type { SchemaDifference } from '../schema/compare.ts';
import type { AheadMigration, AppliedDifference } from '../applied/applied.ts';
import type { Differences } from '../schema/compare/difference.ts';
import type { Repair } from '../schema/compare/repair.ts';
import type { Place, Span } from '../source/source-file.ts';
import type { SyntaxError } from '../parser/statement.ts';
import type { Report, Severity } from './finding.ts';
import type { Size } from './sizes.ts';
import type { OptionValues, RuleOption } from './options.ts';
import type { EnumLiteral } from './enum-literals.ts';
import type { Held } from './held.ts';

export type { Report, ScriptEnd, Severity, Step } from './finding.ts';
export type { AppliedDifference } from '../applied/applied.ts';
export type { Expression, Operation, OperationKind, OperationOf, QualifiedName, Query, TypeName } from '../operations/operation.ts';
export type { Migration, Script, Twin } from '../project/migration.ts';
export type { Catalog, Column, Moment, Table } from '../schema/catalog.ts';
export type { Duration, Effects, IndexBuild, Lock, LockRole, Scan } from '../effects/effects.ts';
export type { Held } from './held.ts';
export type { Span } from '../source/source-file.ts';

/** The transaction that a statement finds itself in, and why. */
export type Transaction =
  | { readonly kind: 'none' }
  /** Opened by the runner around this script, or around all pending ones. */
  | { readonly kind: 'runner'; readonly scope: 'script' | 'all pending' }
  | { readonly kind: 'begin'; readonly begin: Place }
  /** A query string of several statements is one transaction to PostgreSQL. */
  | { readonly kind: 'message'; readonly statements: number }
  | { readonly kind: 'pipeline' }
  | { readonly kind: 'do block' };

/** What this run was told, as far as a rule may depend on it. */
export interface Settings {
  /** The oldest PostgreSQL major to be judged for; absent: no finding depends on the version. */
  readonly postgres?: number;
  /** The time of this run, in milliseconds since 1970; absent: no finding depends on it. */
  readonly now?: number;
  /** Demand downs of runners that have none of their own, or none at all; absent: as the runner has them. */
  readonly downs?: 'expected' | 'none';
}

/** An operation of this script that came before, and its statement. */
export interface Earlier {
  readonly operation: Operation;
  readonly statement: Statement;
}

/** A literal of a statement that is a value of an enum which the open transaction has added itself. */
export interface UncommittedValue {
  readonly type: QualifiedName;
  readonly value: string;
  readonly mark: Mark;
  /** The ALTER TYPE … ADD VALUE. */
  readonly added: Place;
  /** The type itself was created in the same transaction. */
  readonly isOfNewType: boolean;
}

/** An operation of a script, and the transaction that its statement ran in. */
export interface Done extends Earlier {
  readonly transaction: Transaction;
}

/** A script when all of it has run. */
export interface WholeScript extends Pick<Context, 'script' | 'migration' | 'set' | 'settings' | 'options' | 'statements' | 'ordinal' | 'inUse' | 'unknown'> {
  /** In their order; an operation's `before` is gone. */
  readonly operations: readonly Done[];
  /** The catalog that it leaves. */
  readonly after: Catalog;
}

/** What a rule sees beside the operation. */
export interface Context {
  /** The catalog just before this operation. */
  readonly before: Catalog;
  readonly statement: Statement;
  readonly script: Script;
  readonly migration: Migration;
  readonly set: MigrationSet;
  readonly settings: Settings;
  /** Of the rule that is asked. */
  readonly options: OptionValues;
  readonly transaction: Transaction;
  /** All operations of this statement. */
  readonly ofStatement: readonly Operation[];
  /** Statements of this script, those without effect included. */
  readonly statements: readonly Statement[];
  /** The script's ordinal in the replay: `moment.script === context.ordinal` says "in this very script". */
  readonly ordinal: number;
  /** In a down: the ordinal of its up, so that `moment.script === context.upOrdinal` says "made by the up that this undoes". */
  readonly upOrdinal: number | undefined;
  /** Earlier operations of this script that write or read the table, oldest first. */
  earlier(table: QualifiedName): readonly Done[];
  /** Earlier operations of this script of one kind, oldest first. */
  earlierOf<K extends OperationKind>(kind: K): readonly { readonly operation: OperationOf<K>; readonly statement: Statement }[];
  /** The table, view, type … was made by this script, so nobody uses it yet. */
  isNew(moment: Moment): boolean;
  /**
   * Whether running code may be using the table or view: it is there before this script, neither temporary nor made by
   * another migration that is pending too. One that the history does not show is there all the same: the statement would
   * fail without it.
   */
  readonly inUse: (relation: QualifiedName) => boolean;
  /** Whether the configuration says that the table is large, or small. */
  size(table: QualifiedName): Size | undefined;
  /** What the operation at hand locks, rewrites and reads of the relations that are there before it. */
  effects(operation: Operation): Effects;
  /**
   * Locks that block writes or reads, taken by earlier statements of the same transaction on relations in use: the strongest
   * on each relation, with the statement that took it. Inside a DO block those of its own statements too. None in a down: what
   * waits is said of ups.
   */
  readonly held: readonly Held[];
  /** The exact range of a mark. */
  span(mark: Mark): Span;
  /** The text of a mark, as the user wrote it. */
  text(mark: Mark): string;
  /** The script's text of this statement. */
  readonly sql: string;
  /** Enum values in this statement that the open transaction has added itself. */
  uncommittedValues(): readonly UncommittedValue[];
  /** Literals of this statement that PostgreSQL reads as values of an enum. Reads the statement again: ask only where a table has one. */
  enumLiterals(): readonly EnumLiteral[];
  /** Says that the history does not tell what the rule would need; counted in the report. */
  unknown(what: string): void;
}

/** What a rule about a migration as a whole sees. */
export interface MigrationContext {
  readonly migration: Migration;
  readonly set: MigrationSet;
  readonly settings: Settings;
  /** Of the rule that is asked. */
  readonly options: OptionValues;
  /** How many statements a script holds (syntax errors count). */
  statements(script: Script): number;
  /** What the runner makes of this migration's files, other than their author means. */
  readonly remarks: (kind: Remark['kind']) => readonly FileReport[];
}

/** What a rule about a down sees: the schema before its up, between the two, and after both. */
export interface DownContext {
  readonly migration: Migration;
  readonly set: MigrationSet;
  readonly settings: Settings;
  readonly up: Script;
  readonly down: Script;
  readonly before: Catalog;
  readonly afterUp: Catalog;
  readonly afterDown: Catalog;
  /** The ordinals of the up and of the down in the replay. */
  readonly upOrdinal: number;
  readonly ordinal: number;
  /** What the up and the down did, in order. */
  readonly upOperations: readonly Earlier[];
  readonly downOperations: readonly Earlier[];
  /** A statement of the down is certain to fail, and a finding says so already. */
  readonly fails: boolean;
  /** Why nobody can say what the two do; undefined where all of it was read. */
  readonly unread: string | undefined;
  /** What is other after both than before; looked for when someone asks. */
  readonly differences: () => Differences;
  /** The SQL that would do what the down leaves undone, in an order that runs. */
  readonly missing: () => readonly Repair[];
  /** Says that the history does not tell what the rule would need; counted in the report. */
  unknown(what: string): void;
}

/** A migration of which only the name is known. */
export interface NamedVersion {
  readonly version: string;
  readonly path: string;
}

/** What a rule about a history as a whole sees. */
export interface SetContext {
  readonly set: MigrationSet;
  readonly settings: Settings;
  /** Of the rule that is asked. */
  readonly options: OptionValues;
  /** The migrations that have a version, in the runner's order: neither repeatable ones nor downs without an up. */
  readonly versions: readonly Migration[];
  /** What the set's runner makes of a history. */
  readonly facts: HistoryFacts;
  /** What the base has gained since this branch left it. */
  readonly ahead: readonly AheadMigration[];
  readonly isJudged: (migration: Migration) => boolean;
  readonly isApplied: (migration: Migration) => boolean;
  /** What two migrations that are one version to the runner have in common; undefined where names alone count. */
  readonly key: (version: string) => string | undefined;
  /** How the runner orders two migrations by their names; undefined where names do not tell. */
  readonly compare: (a: NamedVersion, b: NamedVersion) => number | undefined;
  /** The path of a migration's file. */
  readonly path: (migration: Migration) => string;
  /** What to call a file in a sentence: its name, with its folder where all files have the same. */
  readonly name: (path: string) => string;
  /** The first line of a migration's file. */
  readonly place: (migration: Migration) => Place;
  /** A file of which only the name is known. */
  readonly placeOf: (path: string) => Place;
  /** How the file that is kept for fresh installs differs from what the history builds; nothing where there is none, or the history is not all known. */
  readonly schemaDifferences: () => readonly SchemaDifference[];
  /** What the runner makes of a migration's files, other than their author means. */
  readonly remarksOf: (migration: Migration, kind: Remark['kind']) => readonly FileReport[];
}

/** A report about a file rather than a statement. */
export type FileReport = Omit<Report, 'at'> & { readonly place: Place };

type Answer<R> = R | readonly R[] | undefined;

export interface Rule {
  /** The file's name, and the word behind "disable". */
  readonly id: string;
  readonly severity: Severity;
  /** A convention: off unless a preset or the configuration asks. `in part`: those of its reports that say so. */
  readonly convention?: true | 'in part';
  /** What the configuration may tell it beside its level, by name. */
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** Severity where a tool generates the SQL. */
  readonly whenGenerated?: Severity;
  /** Speaks where the configuration names a version of PostgreSQL, and is not even asked otherwise. */
  readonly needsVersion?: true;
  /** Judges downs too. Without it a rule sees ups only. */
  readonly downs?: true;
  /** Judges applied scripts too: that they cannot run is always said. */
  readonly applied?: 'down';
  /** One line, no period at the end missing. */
  readonly summary: string;
  /** Markdown: what happens, which lock, who is blocked, from which version. */
  readonly why: string;
  /** Pages of the PostgreSQL manual or of the runner. */
  readonly references: readonly string[];
  readonly on?: { readonly [K in OperationKind]?: (operation: OperationOf<K>, context: Context) => Answer<Report> };
  /** As `on`, for what is no more than a convention in a rule that is one in part: not even asked unless a preset or the configuration asks for the rule. */
  readonly onRequest?: Rule['on'];
  /** Once for each statement, before its operations. */
  readonly statement?: (context: Context) => Answer<Report>;
  /** As `statement`, where the open transaction has added values to an enum: of nearly no statement is it asked. */
  readonly behindNewEnumValue?: (context: Context) => Answer<Report>;
  /** Once for each script that is judged and holds a statement, when all of it has run. A report says where, or means the first line. */
  readonly script?: (context: WholeScript) => Answer<Report>;
  /** Once for each migration that is judged. */
  readonly migration?: (context: MigrationContext) => Answer<FileReport>;
  /** Once for each down that is judged, after it was replayed. */
  readonly down?: (context: DownContext) => Answer<FileReport>;
  /** As `down`, for what is no more than a convention in a rule that is one in part. */
  readonly downOnRequest?: (context: DownContext) => Answer<FileReport>;
  /** Once for each set. */
  readonly set?: (context: SetContext) => Answer<FileReport>;
  /** For each statement that PostgreSQL's grammar refuses. */
  readonly syntaxError?: (error: SyntaxError) => Answer<Report>;
  /** For each difference between the files and what is known to be applied. */
  readonly difference?: (difference: AppliedDifference) => Answer<FileReport>;
}

/** Types a rule; gives it back as it is. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
