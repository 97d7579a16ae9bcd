import type { ParsedScript } from '../parser/statement.ts';
import { compare } from '../schema/compare/compare.ts';
import type { Differences } from '../schema/compare/difference.ts';
import { repair, type Repair } from '../schema/compare/repair.ts';
import type { DownContext, Earlier } from './rule.ts';
import { unreadOf } from './unread.ts';

/** What a script was, and what it did. */
export interface Trace {
  readonly parsed?: ParsedScript;
  readonly operations: readonly Earlier[];
}

type Given = Omit<DownContext, 'upOperations' | 'downOperations' | 'unread' | 'differences' | 'missing'>;

/** A down that was replayed behind its up. What costs something is found when a rule asks for it, and once. */
export class DownRun implements DownContext {
  readonly migration: DownContext['migration'];
  readonly set: DownContext['set'];
  readonly settings: DownContext['settings'];
  readonly up: DownContext['up'];
  readonly down: DownContext['down'];
  readonly before: DownContext['before'];
  readonly afterUp: DownContext['afterUp'];
  readonly afterDown: DownContext['afterDown'];
  readonly upOrdinal: number;
  readonly ordinal: number;
  readonly fails: boolean;
  readonly upOperations: readonly Earlier[];
  readonly downOperations: readonly Earlier[];
  readonly unread: string | undefined;
  readonly unknown: (what: string) => void;
  #differences: Differences | undefined;
  #missing: readonly Repair[] | undefined;

  constructor(given: Given, up: Trace, down: Trace) {
    this.migration = given.migration;
    this.set = given.set;
    this.settings = given.settings;
    this.up = given.up;
    this.down = given.down;
    this.before = given.before;
    this.afterUp = given.afterUp;
    this.afterDown = given.afterDown;
    this.upOrdinal = given.upOrdinal;
    this.ordinal = given.ordinal;
    this.fails = given.fails;
    this.unknown = given.unknown;
    this.upOperations = up.operations;
    this.downOperations = down.operations;
    this.unread = unreadOf(up, given.before) ?? unreadOf(down, given.afterUp);
  }

  differences(): Differences {
    return (this.#differences ??= this.#settled(compare(this.before, this.afterDown)));
  }

  /** What the down makes that was not there before was there all the same where the history does not show all. */
  #settled(differences: Differences): Differences {
    const { list, unknown } = differences;
    if (list.length === 0) return differences;
    const doubtful = new Set<string>();
    const certain = list.filter((difference) => {
      if (this.#isStale(difference)) {
        doubtful.add('what a column was before an up, behind a migration that nobody can read');
        return false;
      }
      if (difference.kind === 'fact' || difference.before || !difference.after) return true;
      const made = 'declared' in difference.after ? difference.after.declared : difference.after;
      if (!('script' in made) || made.script !== this.ordinal) return true;
      if (!this.#isRestored(difference)) return true;
      doubtful.add(`whether what a down makes was there before its up`);
      return false;
    });
    return { list: certain, unknown: [...unknown, ...doubtful] };
  }

  /** Whether the down gives a column back what it may have had before the up: what came before cannot be read. */
  #isStale(difference: Differences['list'][number]): boolean {
    if (this.before.gap === undefined || difference.kind !== 'column') return false;
    const { before, after, aspects } = difference;
    if (!before || !after || this.before.holds(aspects.every((aspect) => aspect === 'type') ? before.typed : before.declared)) return false;
    return this.downOperations.some(({ operation }) => 'column' in operation && operation.column === after.name);
  }

  /** Whether the down puts back something that the up may have taken away without the history knowing it. */
  #isRestored(difference: Differences['list'][number]): boolean {
    if (this.before.gap !== undefined) return true;
    const on = 'on' in difference ? difference.on : undefined;
    if (on && this.before.table(on)?.partial === true) return true;
    if (!this.afterUp.beginsLate && this.afterUp.unseen === undefined) return false;
    return this.upOperations.some(({ operation }) => operation.kind.startsWith('drop-') || operation.kind.startsWith('rename-') || operation.kind === 'set-schema');
  }

  missing(): readonly Repair[] {
    return (this.#missing ??= repair(this.differences().list, { wanted: this.before, found: this.afterDown }));
  }
}
