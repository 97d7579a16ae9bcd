import type { AheadMigration } from '../applied/applied.ts';
import type { Config } from '../config/config.ts';
import type { Migration, MigrationSet } from '../project/migration.ts';
import { historyFacts, versionKey } from '../runners/histories.ts';
import { compareDigits, compareText } from '../runners/order.ts';
import type { SchemaDifference } from '../schema/compare.ts';
import { SourceFile, type Place } from '../source/source-file.ts';
import type { Ledger } from './ledger.ts';
import { remarksOf } from './remarks.ts';
import type { Dispatch } from './dispatch.ts';
import type { SetContext } from './rule.ts';

/** A history, and what is known of it. */
export interface History {
  readonly set: MigrationSet;
  /** The migrations that are not judged. */
  readonly unjudged: ReadonlySet<Migration>;
  readonly applied: ReadonlySet<Migration>;
  readonly ahead: readonly AheadMigration[];
  /** How the file that is kept for fresh installs differs; absent: nobody looks. */
  readonly schemaDifferences?: () => readonly SchemaDifference[];
}

/** Judges a history as such: its names and numbers, whatever stands in the files. */
export function judgeHistory(history: History, dispatch: Dispatch, ledger: Ledger, config: Config): void {
  const { set } = history;
  const [first] = set.migrations;
  if (!first) return;
  let made: Omit<SetContext, 'options'> | undefined;
  for (const rule of dispatch.rules) {
    const judge = rule.set;
    if (!judge) continue;
    const context = (made ??= contextOf(history, config));
    ledger.guarded(rule, () => context.place(first), () => { ledger.enter(rule, judge({ ...context, options: dispatch.options(rule) }), set.generated, ({ place }) => place); });
  }
}

function contextOf({ set, unjudged, applied, ahead, schemaDifferences = () => [] }: History, { postgres, now }: Config): Omit<SetContext, 'options'> {
  const facts = historyFacts(set.runner);
  return {
    set,
    settings: { ...(postgres === undefined ? {} : { postgres }), ...(now === undefined ? {} : { now }) },
    versions: set.migrations.filter(({ up, opaque, repeatable }) => !repeatable && (up !== undefined || opaque !== undefined)),
    facts,
    ahead,
    isJudged: (migration) => !unjudged.has(migration),
    isApplied: (migration) => applied.has(migration),
    key: (version) => versionKey(version, facts.version),
    compare(a, b) {
      if (facts.sortsText) return compareText(a.path, b.path);
      return /^\d+$/.test(a.version) && /^\d+$/.test(b.version) ? compareDigits(a.version, b.version) : undefined;
    },
    path: pathOf,
    name,
    place,
    placeOf: (path) => ({ file: new SourceFile(path, ''), span: { start: 0, end: 0 } }),
    schemaDifferences,
    remarksOf,
  };
}

function pathOf({ up, opaque, down }: Migration): string {
  return up?.file.path ?? opaque ?? down?.file.path ?? '';
}

function name(path: string): string {
  const [folder = '', file = folder] = path.split('/').slice(-2);
  return /^(?:up|down|migration)\.sql$/.test(file) && file !== folder ? `${folder}/${file}` : file;
}

function place(migration: Migration): Place {
  const file = (migration.up ?? migration.down)?.file ?? new SourceFile(pathOf(migration), '');
  return { file, span: { start: 0, end: file.line(1).length } };
}
