import type { Config } from '../config/config.ts';
import type { Migration, MigrationSet, Remark, Script } from '../project/migration.ts';
import { noOptions } from './dispatch.ts';
import type { Run } from './judge-set.ts';
import { remarksOf } from './remarks.ts';
import type { FileReport, Settings } from './rule.ts';

/** How many statements each script of a migration holds, those with syntax errors included. */
export interface Counts {
  readonly up: number;
  readonly down: number;
}

/** Judges a migration as such; what its scripts say has been judged before. */
export function judgeMigration(set: MigrationSet, migration: Migration, counts: Counts, { dispatch, ledger, config }: Run): void {
  const place = (migration.up ?? migration.down)?.heading;
  if (!place) return;
  const statements = (script: Script): number => (script === migration.up ? counts.up : counts.down);
  const remarks = (kind: Remark['kind']): readonly FileReport[] => remarksOf(migration, kind);
  const context = { migration, set, settings: settingsOf(set, config), statements, remarks, options: noOptions };
  for (const { rule, ask, options } of dispatch.migrations) {
    context.options = options;
    try {
      const answer = ask(context);
      if (answer) ledger.enter(rule, answer, set.generated, (report) => report.place);
    } catch (error) {
      ledger.addBug(rule, place, error);
    }
  }
}

/** What a run was told, as far as a set's rules may depend on it. */
export function settingsOf(set: MigrationSet, { postgres, sets }: Config): Settings {
  const downs = sets[set.path]?.downs;
  if (postgres === undefined && downs === undefined) return noSettings;
  return { ...(postgres === undefined ? {} : { postgres }), ...(downs === undefined ? {} : { downs }) };
}

/** Of nearly every run. */
const noSettings: Settings = {};
