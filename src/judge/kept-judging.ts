import { turn } from './turn.ts';
import type { Config } from '../config/config.ts';
import type { Migration, MigrationSet } from '../project/migration.ts';
import type { Catalog } from '../schema/catalog.ts';
import { judgeHistory } from './judge-history.ts';
import { judgeMigration } from './judge-migration.ts';
import type { Run } from './judge-set.ts';
import { prepare, type Judged, type SetToJudge } from './judge-sets.ts';
import { KeptSet, slice, type KeptMigration, type KeptRun } from './kept-set.ts';
import { Ledger } from './ledger.ts';
import type { Levels } from './levels.ts';
import { Tally } from './tally.ts';

/** A newer call has taken the place of this one. */
export class Superseded extends Error {}

/** Where what was found is put together. */
interface Collected {
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly config: Config;
}

/** The migrations that a file is, or is a part of. */
interface FileMigrations {
  readonly index: number;
  readonly migrations: readonly Migration[];
}

/**
 * Judges sets as {@link judgeSets} does, and keeps what it needs to do it again after a change: only the changed migration
 * and those after it are judged anew, or for a keystroke the changed file alone. One configuration for life.
 */
export class KeptJudging {
  readonly #levels: Levels;
  readonly #run: KeptRun;
  readonly #sets = new Map<string, KeptSet>();
  #call = 0;

  private constructor(levels: Levels, run: KeptRun) {
    this.#levels = levels;
    this.#run = run;
  }

  static async of(config: Config): Promise<KeptJudging> {
    const { levels, ...prepared } = await prepare(config);
    return new KeptJudging(levels, prepared);
  }

  /**
   * All of the sets: what a {@link Share} is.
   *
   * @throws Superseded - where it was called again before it ended
   */
  readonly share = async (sets: readonly SetToJudge[], config: Config): Promise<Judged> => {
    const call = ++this.#call;
    const isWanted = (): boolean => call === this.#call;
    const gone = new Set(this.#sets.keys());
    const ledger = new Ledger(this.#levels);
    const tally = new Tally();
    for (const one of sets) {
      gone.delete(one.set.path);
      const own = this.#keptOf(one.set, one.applied.size > 0);
      const history = await own.update(one.set, one.applied, isWanted);
      if (!history) throw new Superseded();
      await this.#collect(one, [own.baseline, ...history], () => own.catalog, { ledger, tally, config }, isWanted);
    }
    for (const path of gone) this.#sets.delete(path);
    return tally.judged(ledger, this.#run.dispatch.rules);
  };

  /** One file of one set, against the history before it as it was judged last. */
  readonly shareFile = (path: string) => async ([one]: readonly SetToJudge[], config: Config): Promise<Judged> => {
    const ledger = new Ledger(this.#levels);
    const tally = new Tally();
    const own = one && this.#sets.get(one.set.path);
    if (one && own) {
      const { index, migrations } = migrationsOf(one.set, path);
      const { kept, catalog } = own.judge(one.set, index, migrations, one.applied);
      const isLast = index + migrations.length >= one.set.migrations.length;
      await this.#collect(one, kept, () => (isLast ? catalog : own.catalog), { ledger, tally, config });
    }
    return tally.judged(ledger, this.#run.dispatch.rules);
  };

  /** Whether the history before a file has been judged. */
  canJudge(set: MigrationSet, path: string): boolean {
    const { index, migrations } = migrationsOf(set, path);
    const own = this.#sets.get(set.path);
    return migrations.length > 0 && own?.fits(set) === true && own.reaches(index);
  }

  /** Walks through the statements of a file, each with the schema that it meets. */
  walk({ set, applied }: SetToJudge, path: string, onStatement: NonNullable<Run['onStatement']>): void {
    const { index, migrations } = migrationsOf(set, path);
    this.#sets.get(set.path)?.judge(set, index, migrations, applied, onStatement);
  }

  /** What the last migration of a set leaves. */
  catalogOf(set: MigrationSet): Catalog | undefined {
    return this.#sets.get(set.path)?.catalog;
  }

  #keptOf(set: MigrationSet, knowsApplied: boolean): KeptSet {
    const known = this.#sets.get(set.path);
    if (known?.fits(set, knowsApplied)) return known;
    const made = new KeptSet(set, knowsApplied, this.#run, new Ledger(this.#levels));
    this.#sets.set(set.path, made);
    return made;
  }

  /** @param isWanted - asked now and then where this is long */
  async #collect(one: SetToJudge, history: readonly Pick<KeptMigration, 'entries' | 'scripts'>[], catalog: () => Catalog, { ledger, tally, config }: Collected, isWanted = (): boolean => true): Promise<void> {
    const { set, applied, known = applied, ahead = [] } = one;
    let since = performance.now();
    for (const { entries, scripts, ...rest } of history) {
      ledger.add(entries);
      for (const { script, outline, judged } of scripts) tally.add(script.file, outline, judged);
      if (isMigration(rest) && !rest.applied) judgeMigration(set, rest.migration, rest.counts, { ...this.#run, ledger, onScript: () => undefined });
      if (performance.now() - since < slice) continue;
      await turn();
      if (!isWanted()) throw new Superseded();
      since = performance.now();
    }
    if (history.some(({ entries }) => entries.waiting.length > 0)) ledger.endHistory(catalog());
    judgeHistory({ set, unjudged: applied, applied: known, ahead }, this.#run.dispatch, ledger, config);
  }
}

function isMigration(kept: object): kept is Pick<KeptMigration, 'migration' | 'applied' | 'counts'> {
  return 'migration' in kept;
}

/** The migrations of a set that a file is a part of; they stand together. */
function migrationsOf({ migrations }: MigrationSet, path: string): FileMigrations {
  const isOwn = ({ up, down }: Migration): boolean => up?.file.path === path || down?.file.path === path;
  const index = migrations.findIndex(isOwn);
  return index < 0 ? { index: 0, migrations: [] } : { index, migrations: migrations.slice(index, migrations.findLastIndex(isOwn) + 1) };
}
