import { locate } from '../parser/locate.ts';
import type { Mark } from '../parser/mark.ts';
import type { Statement } from '../parser/statement.ts';
import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { Migration, MigrationSet, Script } from '../project/migration.ts';
import type { TypedLiteral } from '../operations/typed-literals.ts';
import { key, type Catalog, type Moment } from '../schema/catalog.ts';
import type { Replay } from '../schema/replay.ts';
import { temporarySchema } from '../schema/session.ts';
import type { Span } from '../source/source-file.ts';
import type { OptionValues } from './options.ts';
import { effectsOf, type Effects, type Session } from '../effects/effects.ts';
import type { Held, HeldLocks } from './held.ts';
import { noOptions } from './dispatch.ts';
import { enumLiterals, type EnumLiteral } from './enum-literals.ts';
import { append, fileByTable } from './past.ts';
import { mayBlock } from './reach.ts';
import type { Reader } from './reader.ts';
import type { Context, Done, Settings, Transaction, UncommittedValue, WholeScript } from './rule.ts';
import type { UncommittedValues } from './uncommitted.ts';

/** What does not change while one script is judged. */
export interface ScriptSurroundings {
  readonly script: Script;
  readonly migration: Migration;
  readonly set: MigrationSet;
  readonly settings: Settings;
  readonly statements: readonly Statement[];
  readonly ordinal: number;
  readonly upOrdinal: number | undefined;
  /** Ordinals of the ups that are known to be pending; absent where nobody knows what is applied. */
  readonly pending: ReadonlySet<number> | undefined;
  readonly size: Context['size'];
  readonly unknown: (what: string) => void;
  readonly replay: Replay;
  readonly reader: Reader;
  readonly uncommitted: UncommittedValues;
  /** Absent in a down: what waits is said of ups. */
  readonly held: HeldLocks | undefined;
}

/** The context of one script; the engine moves it on from operation to operation. */
export class ScriptContext implements Context, WholeScript {
  readonly script: Script;
  readonly migration: Migration;
  readonly set: MigrationSet;
  readonly settings: Settings;
  readonly statements: readonly Statement[];
  readonly ordinal: number;
  readonly upOrdinal: number | undefined;
  readonly unknown: (what: string) => void;
  before: Catalog;
  /** When all of it has run. */
  after: Catalog;
  statement: Statement;
  ofStatement: readonly Operation[] = [];
  /** The rule that is asked. */
  asked: { readonly options: OptionValues } = nobody;
  transaction: Transaction = { kind: 'none' };

  readonly size: Context['size'];
  readonly #pending: ScriptSurroundings['pending'];
  readonly #held: HeldLocks | undefined;
  /** The statement behind which nobody asks what is held: the last one, where no other script goes on in its transaction. */
  readonly #last: Statement | undefined;
  /** Those that were asked for last: most statements are one operation. */
  #effects: Known | undefined;
  /** Of the operations of one statement of several; those that have passed keep what was true before them. */
  #effectsOf: Map<Operation, Known> | undefined;
  readonly #replay: Replay;
  readonly #reader: Reader;
  readonly #uncommitted: UncommittedValues;
  readonly #past: Done[] = [];
  // Made with the first question: most scripts are asked none.
  #byTable: Map<string, Done[]> | undefined;
  #byKind: Map<OperationKind, Done[]> | undefined;
  /** The relation of the last question whether one is in use, how many operations had passed, and the answer. */
  #asked: QualifiedName | undefined;
  #askedAt = 0;
  #isAskedInUse = false;
  /** How many operations are in each. */
  #filedByTable = 0;
  #filedByKind = 0;

  constructor(surroundings: ScriptSurroundings, statement: Statement) {
    this.script = surroundings.script;
    this.migration = surroundings.migration;
    this.set = surroundings.set;
    this.settings = surroundings.settings;
    this.statements = surroundings.statements;
    this.ordinal = surroundings.ordinal;
    this.upOrdinal = surroundings.upOrdinal;
    this.unknown = surroundings.unknown;
    this.size = surroundings.size;
    this.#pending = surroundings.pending;
    this.#replay = surroundings.replay;
    this.#reader = surroundings.reader;
    this.#uncommitted = surroundings.uncommitted;
    this.#held = surroundings.held;
    this.#last = this.script.execution.wrap === 'all pending' ? undefined : this.statements.at(-1);
    this.before = this.#replay.catalog;
    this.after = this.before;
    this.statement = statement;
  }

  get options(): OptionValues {
    return this.asked.options;
  }

  get sql(): string {
    return this.script.file.text.slice(this.statement.span.start, this.statement.span.end);
  }

  /** All that has been judged so far. */
  get operations(): readonly Done[] {
    return this.#past;
  }

  earlier(table: QualifiedName): readonly Done[] {
    if (this.#past.length === 0) return none;
    this.#byTable ??= new Map();
    for (; this.#filedByTable < this.#past.length; this.#filedByTable++) {
      const earlier = this.#past[this.#filedByTable];
      if (earlier) fileByTable(this.#byTable, earlier);
    }
    return this.#byTable.get(key(table)) ?? none;
  }

  earlierOf<K extends OperationKind>(kind: K): readonly { readonly operation: OperationOf<K>; readonly statement: Statement }[] {
    if (this.#past.length === 0) return none;
    this.#byKind ??= new Map();
    for (; this.#filedByKind < this.#past.length; this.#filedByKind++) {
      const earlier = this.#past[this.#filedByKind];
      if (earlier) append(this.#byKind, earlier.operation.kind, earlier);
    }
    return (this.#byKind.get(kind) ?? none) as unknown as readonly { operation: OperationOf<K>; statement: Statement }[];
  }

  uncommittedValues(): readonly UncommittedValue[] {
    return this.#uncommitted.among(this.#literals(), this.#replay.catalog);
  }

  enumLiterals(): readonly EnumLiteral[] {
    return enumLiterals(this.#literals(), this.#replay.catalog);
  }

  #literals(): readonly TypedLiteral[] {
    return this.#reader.literals(this.statement, this.#replay.names());
  }

  get held(): readonly Held[] {
    return this.#held === undefined ? none : this.#held.held(this.transaction.kind === 'do block' ? undefined : this.statement);
  }

  effects(operation: Operation): Effects {
    const known = this.#effects?.operation === operation ? this.#effects : this.#effectsOf?.get(operation);
    if (known?.statement === this.statement && (known.passed || known.at === this.#past.length)) return known.effects;
    const effects = effectsOf(operation, this.before, this.settings.postgres, this.#session(operation));
    this.#keep({ operation, statement: this.statement, effects, passed: false, at: this.#past.length });
    return effects;
  }

  #keep(known: Known): void {
    if (this.#effectsOf && this.#effects?.statement !== known.statement) this.#effectsOf.clear();
    this.#effects = known;
    if (this.ofStatement.length > 1) (this.#effectsOf ??= new Map()).set(known.operation, known);
  }

  /** What the script has set; only a new type of a column depends on it. */
  #session({ kind }: Operation): Session | undefined {
    if (kind !== 'alter-column-type') return undefined;
    const timeZone = this.earlierOf('set').findLast(({ operation }) => operation.setting === 'timezone')?.operation.values[0];
    return timeZone === undefined ? undefined : { timeZone };
  }

  isNew(moment: Moment): boolean {
    return moment.script === this.ordinal;
  }

  /** Bound, as rules hand it on. Several rules ask of the same table, one after the other. */
  readonly inUse = (relation: QualifiedName): boolean => {
    if (relation !== this.#asked || this.#askedAt !== this.#past.length) {
      this.#isAskedInUse = this.#isInUse(relation);
      this.#asked = relation;
      this.#askedAt = this.#past.length;
    }
    return this.#isAskedInUse;
  };

  #isInUse(relation: QualifiedName): boolean {
    const table = this.before.table(relation);
    if (table?.temporary || relation.schema === temporarySchema) return false;
    const made = table ?? this.before.view(relation);
    if (made === undefined) return true;
    // Where the order is not known, a CREATE TABLE IF NOT EXISTS may well be what makes it.
    if (this.set.unordered && this.earlier(relation).some(({ operation }) => operation.kind === 'create-table' && operation.table.name === relation.name)) return false;
    // Nobody uses what has been applied nowhere yet: made by this script, its up, or one that is pending too.
    const { script } = made.declared;
    return script !== this.ordinal && script !== this.upOrdinal && this.#pending?.has(script) !== true;
  }

  span(mark: Mark): Span {
    return locate(this.statement, mark);
  }

  text(mark: Mark): string {
    const { start, end } = this.span(mark);
    return this.script.file.text.slice(start, end);
  }

  /** The operation has been judged and applied: from now on it is an earlier one. @param transaction - of its statement */
  passed(operation: Operation, transaction: Transaction): void {
    const { ofStatement, statement } = this;
    const held = this.#held;
    const isLast = operation === ofStatement[ofStatement.length - 1];
    if (!isLast && !operation.within) this.#keepWhatIsAsked(operation);
    if (held && !(isLast && statement === this.#last)) {
      if (operation.kind === 'transaction') held.release(operation);
      else if (held.mayHold(operation)) this.#hold(operation, held);
    }
    this.#past.push({ operation, statement, transaction });
  }

  /** Works out what the operations behind it in the same statement may ask for. */
  #keepWhatIsAsked(operation: Operation): void {
    if (!mayBlock(operation, this.before, this.inUse)) return;
    this.#keep({ operation, statement: this.statement, effects: this.effects(operation), passed: true, at: this.#past.length });
  }

  /** What it locks is held from now on. Most operations lock what is new, or locked already. */
  #hold(operation: Operation, held: HeldLocks): void {
    if (mayBlock(operation, this.before, (relation) => this.inUse(relation) && !held.isFull(relation))) held.take(this.effects(operation), this.statement, this.inUse);
  }
}

/** The effects of an operation, as they were when so many others had passed. */
interface Known {
  readonly operation: Operation;
  readonly statement: Statement;
  readonly effects: Effects;
  readonly passed: boolean;
  readonly at: number;
}

const none: readonly never[] = [];

const nobody = { options: noOptions };
