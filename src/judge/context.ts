import { locate } from '../parser/locate.ts';
import type { Mark } from '../parser/mark.ts';
import type { Statement } from '../parser/statement.ts';
import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { Migration, MigrationSet, Script } from '../project/migration.ts';
import { key, type Catalog, type Moment } from '../schema/catalog.ts';
import { temporarySchema } from '../schema/session.ts';
import type { Span } from '../source/source-file.ts';
import type { OptionValues } from './options.ts';
import { effectsOf, type Effects, type Session } from '../effects/effects.ts';
import type { Held, HeldLocks } from './held.ts';
import type { EnumLiteral } from './enum-literals.ts';
import { mayBlock } from './reach.ts';
import type { Context, Done, Settings, Transaction, UncommittedValue } from './rule.ts';

/** What does not change while one script is judged. */
export interface ScriptSurroundings {
  readonly script: Script;
  readonly migration: Migration;
  readonly set: MigrationSet;
  readonly settings: Settings;
  readonly statements: readonly Statement[];
  readonly ordinal: number;
  readonly upOrdinal: number | undefined;
  /** Whether nothing of that script has been applied anywhere yet: it is this one, its up, or pending too. */
  readonly isPending: (ordinal: number) => boolean;
  readonly size: Context['size'];
  readonly unknown: (what: string) => void;
  readonly uncommittedValues: (statement: Statement) => readonly UncommittedValue[];
  readonly enumLiterals: (statement: Statement) => readonly EnumLiteral[];
  readonly held: HeldLocks;
}

/** The context of one script; the engine moves it on from operation to operation. */
export class ScriptContext implements Context {
  readonly script: Script;
  readonly migration: Migration;
  readonly set: MigrationSet;
  readonly settings: Settings;
  readonly statements: readonly Statement[];
  readonly ordinal: number;
  readonly upOrdinal: number | undefined;
  readonly unknown: (what: string) => void;
  before: Catalog;
  statement: Statement;
  ofStatement: readonly Operation[] = [];
  options: OptionValues = {};
  transaction: Transaction = { kind: 'none' };

  readonly size: Context['size'];
  readonly #isPending: ScriptSurroundings['isPending'];
  readonly #held: HeldLocks;
  /** Those that were asked for last: most statements are one operation. */
  #effects: Known | undefined;
  /** Of the operations of one statement of several; those that have passed keep what was true before them. */
  readonly #effectsOf = new Map<Operation, Known>();
  readonly #uncommittedValues: ScriptSurroundings['uncommittedValues'];
  readonly #enumLiterals: ScriptSurroundings['enumLiterals'];
  readonly #past: Done[] = [];
  readonly #byTable = new Map<string, Done[]>();
  readonly #byKind = new Map<OperationKind, Done[]>();
  /** How many operations are in each. */
  #filedByTable = 0;
  #filedByKind = 0;
  readonly #isInUse = (relation: QualifiedName): boolean => this.inUse(relation);

  constructor(surroundings: ScriptSurroundings, before: Catalog, statement: Statement) {
    this.script = surroundings.script;
    this.migration = surroundings.migration;
    this.set = surroundings.set;
    this.settings = surroundings.settings;
    this.statements = surroundings.statements;
    this.ordinal = surroundings.ordinal;
    this.upOrdinal = surroundings.upOrdinal;
    this.unknown = surroundings.unknown;
    this.size = surroundings.size;
    this.#isPending = surroundings.isPending;
    this.#uncommittedValues = surroundings.uncommittedValues;
    this.#enumLiterals = surroundings.enumLiterals;
    this.#held = surroundings.held;
    this.before = before;
    this.statement = statement;
  }

  get sql(): string {
    return this.script.file.text.slice(this.statement.span.start, this.statement.span.end);
  }

  /** All that has been judged so far. */
  get operations(): readonly Done[] {
    return this.#past;
  }

  /** Most scripts are never asked for their past: the index is made when one is. */
  earlier(table: QualifiedName): readonly Done[] {
    for (; this.#filedByTable < this.#past.length; this.#filedByTable++) {
      const earlier = this.#past[this.#filedByTable];
      if (earlier) fileByTable(this.#byTable, earlier);
    }
    return this.#byTable.get(key(table)) ?? none;
  }

  earlierOf<K extends OperationKind>(kind: K): readonly { readonly operation: OperationOf<K>; readonly statement: Statement }[] {
    for (; this.#filedByKind < this.#past.length; this.#filedByKind++) {
      const earlier = this.#past[this.#filedByKind];
      if (earlier) append(this.#byKind, earlier.operation.kind, earlier);
    }
    return (this.#byKind.get(kind) ?? none) as unknown as readonly { operation: OperationOf<K>; statement: Statement }[];
  }

  uncommittedValues(): readonly UncommittedValue[] {
    return this.#uncommittedValues(this.statement);
  }

  enumLiterals(): readonly EnumLiteral[] {
    return this.#enumLiterals(this.statement);
  }

  get held(): readonly Held[] {
    return this.#held.held(this.transaction.kind === 'do block' ? undefined : this.statement);
  }

  effects(operation: Operation): Effects {
    const known = this.#effects?.operation === operation ? this.#effects : this.#effectsOf.get(operation);
    if (known?.statement === this.statement && (known.passed || known.at === this.#past.length)) return known.effects;
    const effects = effectsOf(operation, this.before, this.settings.postgres, this.#session(operation));
    this.#keep({ operation, statement: this.statement, effects, passed: false, at: this.#past.length });
    return effects;
  }

  #keep(known: Known): void {
    if (this.#effects?.statement !== known.statement) this.#effectsOf.clear();
    this.#effects = known;
    if (this.ofStatement.length > 1) this.#effectsOf.set(known.operation, known);
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

  inUse(relation: QualifiedName): boolean {
    const table = this.before.table(relation);
    if (table?.temporary || relation.schema === temporarySchema) return false;
    const made = table ?? this.before.view(relation);
    if (made === undefined) return true;
    // Where the order is not known, a CREATE TABLE IF NOT EXISTS may well be what makes it.
    if (this.set.unordered && this.earlier(relation).some(({ operation }) => operation.kind === 'create-table' && operation.table.name === relation.name)) return false;
    return !this.#isPending(made.declared.script);
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
    if (operation.kind === 'transaction') this.#held.release(operation);
    const mayHold = this.#held.mayHold(operation);
    // What the operations behind it in the same statement may ask for.
    const isAskedLater = this.ofStatement.length > 1 && !operation.within;
    if ((mayHold || isAskedLater) && mayBlock(operation, this.before, this.#isInUse)) {
      const effects = this.effects(operation);
      if (mayHold) this.#held.take(effects, this.statement, this.#isInUse);
      if (isAskedLater) this.#keep({ operation, statement: this.statement, effects, passed: true, at: this.#past.length });
    }
    this.#past.push({ operation, statement: this.statement, transaction });
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

function fileByTable(map: Map<string, Done[]>, earlier: Done): void {
  const tables = touched(earlier.operation);
  if (tables.length === 1 && tables[0]) append(map, key(tables[0]), earlier);
  else for (const table of new Set(tables.map(key))) append(map, table, earlier);
}

function append<K>(map: Map<K, Done[]>, at: K, earlier: Done): void {
  const list = map.get(at);
  if (list) list.push(earlier);
  else map.set(at, [earlier]);
}

/** The relations that an operation writes or reads. */
function touched(operation: Operation): readonly QualifiedName[] {
  const own = 'table' in operation ? [operation.table] : [];
  switch (operation.kind) {
    case 'insert':
    case 'update':
    case 'delete':
      return operation.from ? [...own, ...operation.from.relations] : own;
    case 'create-table':
      return operation.as ? [...own, ...operation.as.relations] : own;
    case 'create-view':
      return [operation.view, ...operation.query.relations];
    case 'select':
      return operation.query.relations;
    case 'assertion':
      return operation.relations;
    default:
      return own;
  }
}
