import { turn } from './turn.ts';
import type { Migration, MigrationSet, Script } from '../project/migration.ts';
import type { Catalog } from '../schema/catalog.ts';
import type { Counts } from './judge-migration.ts';
import { SetRun, type Run } from './judge-set.ts';
import type { Entries, Ledger } from './ledger.ts';
import type { ScriptOutline } from './tally.ts';

/** What is kept of a migration that has been judged. */
export interface KeptMigration {
  readonly migration: Migration;
  readonly applied: boolean;
  readonly entries: Entries;
  readonly counts: Counts;
  readonly scripts: readonly KeptScript[];
}

interface KeptScript {
  readonly script: Script;
  readonly outline: ScriptOutline;
  readonly judged: boolean;
}

/** What all runs under one configuration share. */
export type KeptRun = Omit<Run, 'onScript' | 'ledger'>;

/** Work for that long, in milliseconds, before others get their turn. */
export const slice = 8;

/**
 * A set's history as it was judged last: what was found in each migration, and the catalog before some of them, from
 * where it goes on when a file changes. The catalogs kept are forks of each other, so few are kept.
 */
export class KeptSet {
  #set: MigrationSet;
  readonly #run: Run;
  readonly #knowsApplied: boolean;
  readonly #kept: KeptMigration[] = [];
  /** By the number of migrations before it. None of these runs ever goes on: their forks do. */
  readonly #stops = new Map<number, SetRun>();
  #scripts: KeptScript[] = [];

  constructor(set: MigrationSet, knowsApplied: boolean, run: KeptRun, ledger: Ledger) {
    this.#set = set;
    this.#knowsApplied = knowsApplied;
    this.#run = { ...run, ledger, onScript: (script, parsed, judged) => { this.#scripts.push({ script, outline: outlineOf(parsed), judged }); } };
    this.#stops.set(0, new SetRun(set, this.#run, knowsApplied));
    // What a baseline leaves unread counts for the whole set; it is read once.
    this.baseline = { entries: this.#run.ledger.take(), scripts: this.#scripts.splice(0) };
  }

  readonly baseline: Pick<KeptMigration, 'entries' | 'scripts'>;

  /** Whether the same history may go on here, with other migrations. */
  fits(set: MigrationSet, knowsApplied = this.#knowsApplied): boolean {
    const own = this.#set;
    return this.#knowsApplied === knowsApplied && own.runner === set.runner && own.generated === set.generated && own.downs === set.downs
      && own.unordered === set.unordered && own.hasOthers === set.hasOthers && hasRepeatable(own) === hasRepeatable(set) && isSameScript(own.baseline, set.baseline);
  }

  /**
   * Judges what has changed and all that comes after it.
   *
   * @param isWanted - asked now and then; this stops where it says no, and can be called again
   * @returns the whole history, or undefined where it was stopped
   */
  async update(set: MigrationSet, applied: ReadonlySet<Migration>, isWanted: () => boolean): Promise<readonly KeptMigration[] | undefined> {
    this.#set = set;
    this.#forgetFrom(this.#firstChange(set, applied));
    const { migrations } = set;
    const interval = Math.max(16, Math.ceil(Math.sqrt(migrations.length)));
    let run = this.stopAt(this.#kept.length);
    let since = performance.now();
    for (let at = this.#kept.length; at < migrations.length; at++) {
      const migration = migrations[at];
      if (!migration) break;
      if (this.#stops.has(at)) run = run.fork(set);
      this.#kept.push(this.#judge(run, migration, applied.has(migration)));
      if ((at + 1) % interval === 0 || at + 1 === migrations.length) this.#stops.set(at + 1, run);
      if (performance.now() - since < slice) continue;
      const isStop = this.#stops.has(at + 1);
      this.#stops.set(at + 1, run);
      await turn();
      if (!isWanted()) return undefined;
      // For the pause only: with as many catalogs on top of each other as there are pauses, asking them would be slow.
      if (!isStop) this.#stops.delete(at + 1);
      since = performance.now();
    }
    return this.#kept;
  }

  /** Whether everything before a migration has been judged. */
  reaches(index: number): boolean {
    return index <= this.#kept.length;
  }

  /** Judges migrations that stand for those from `index` on; nothing of it is kept. */
  judge(set: MigrationSet, index: number, migrations: readonly Migration[], applied: ReadonlySet<Migration>, onStatement?: Run['onStatement']): { readonly kept: readonly KeptMigration[]; readonly catalog: Catalog } {
    const run = this.stopAt(index).fork(set, onStatement ? { ...this.#run, onStatement } : this.#run);
    const kept = migrations.map((migration) => this.#judge(run, migration, applied.has(migration)));
    return { kept, catalog: run.catalog };
  }

  /** The history before a migration that has been reached. */
  stopAt(index: number): SetRun {
    const known = this.#stops.get(index);
    if (known) return known;
    const nearest = Math.max(...[...this.#stops.keys()].filter((stop) => stop < index));
    const run = this.stopAt(nearest).fork(this.#set);
    for (const { migration, applied } of this.#kept.slice(nearest, index)) this.#judge(run, migration, applied);
    this.#stops.set(index, run);
    return run;
  }

  /** The catalog after the last migration that was judged. */
  get catalog(): Catalog {
    return this.stopAt(this.#kept.length).catalog;
  }

  #judge(run: SetRun, migration: Migration, applied: boolean): KeptMigration {
    const counts = run.migration(migration, applied);
    return { migration, applied, counts, entries: this.#run.ledger.take(), scripts: this.#scripts.splice(0) };
  }

  #firstChange({ migrations }: MigrationSet, applied: ReadonlySet<Migration>): number {
    const change = this.#kept.findIndex((kept, at) => {
      const migration = migrations[at];
      return !migration || kept.applied !== applied.has(migration) || !isSame(kept.migration, migration);
    });
    return change < 0 ? Math.min(this.#kept.length, migrations.length) : change;
  }

  #forgetFrom(index: number): void {
    this.#kept.length = index;
    for (const stop of this.#stops.keys()) if (stop > index) this.#stops.delete(stop);
  }
}

/** What rules make of the last migration alone. */
function hasRepeatable({ migrations }: MigrationSet): boolean {
  return migrations.at(-1)?.repeatable === true;
}

function outlineOf({ statements, errors, standIns, unresolved }: ScriptOutline): ScriptOutline {
  return { statements: statements.map(({ span }) => ({ span })), errors, standIns, ...(unresolved ? { unresolved } : {}) };
}

function isSame(a: Migration, b: Migration): boolean {
  return a === b || (a.version === b.version && a.name === b.name && a.repeatable === b.repeatable && a.opaque === b.opaque && isSameScript(a.up, b.up) && isSameScript(a.down, b.down));
}

function isSameScript(a: Script | undefined, b: Script | undefined): boolean {
  if (!a || !b) return a === b;
  const isSameFile = a.file === b.file || (a.file.path === b.file.path && a.file.text === b.file.text);
  return isSameFile && a.direction === b.direction && a.span.start === b.span.start && a.span.end === b.span.end && a.heading.span.start === b.heading.span.start
    && isEqual(a.execution, b.execution) && isEqual(a.chunks, b.chunks) && isEqual(a.remarks, b.remarks);
}

/** Plain values, made in the same way each time. */
function isEqual(a: object | undefined, b: object | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
