import type { Config } from '../config/config.ts';
import type { OperationKind, Operation } from '../operations/operation.ts';
import type { Levels } from './levels.ts';
import { optionValues, type OptionValues } from './options.ts';
import type { Context, Report, Rule } from './rule.ts';

type Answer = Report | readonly Report[] | undefined;
type Direction = 'up' | 'down';

/** A rule that wants to be asked, and how. */
interface Subscriber<Ask> {
  readonly rule: Rule;
  readonly ask: Ask;
  /** What the configuration tells the rule. */
  readonly options: OptionValues;
}

export type OperationSubscriber = Subscriber<(operation: Operation, context: Context) => Answer>;
export type StatementSubscriber = Subscriber<(context: Context) => Answer>;
export type ScriptSubscriber = Subscriber<NonNullable<Rule['script']>>;
export type DownSubscriber = Subscriber<NonNullable<Rule['down']>>;
export type MigrationSubscriber = Subscriber<NonNullable<Rule['migration']>>;

type ByKind = Map<OperationKind, OperationSubscriber[]>;

/** The handlers of the rules that are on, by the kind of operation they want. */
export class Dispatch {
  readonly rules: readonly Rule[];
  /** What judges a migration as a whole. */
  readonly migrations: readonly MigrationSubscriber[];
  /** The rules about a down as a whole. */
  readonly downs: readonly DownSubscriber[];
  /** Who is asked about an operation, by its kind. */
  readonly operations: Readonly<Record<Direction, ReadonlyMap<OperationKind, readonly OperationSubscriber[]>>>;
  /** Who is asked about a statement as a whole. */
  readonly statements: Readonly<Record<Direction, readonly StatementSubscriber[]>>;
  /** Who is asked about a statement behind one that has added a value to an enum, in the same transaction. */
  readonly behindNewEnumValues: Readonly<Record<Direction, readonly StatementSubscriber[]>>;
  /** Who is asked about a script as a whole. */
  readonly scripts: Readonly<Record<Direction, readonly ScriptSubscriber[]>>;
  readonly #options = new Map<Rule, OptionValues>();

  constructor(rules: readonly Rule[], levels: Levels, { options = {}, postgres }: Pick<Config, 'options' | 'postgres'> = {}) {
    this.rules = rules.filter((rule) => !levels.isOff(rule));
    const asked = postgres === undefined ? this.rules.filter((rule) => !rule.needsVersion) : this.rules;
    for (const rule of this.rules) if (rule.options) this.#options.set(rule, optionValues(rule.options, options[rule.id]));
    const subscribers = <Ask>(ask: (rule: Rule) => Ask | undefined): Subscriber<Ask>[] =>
      asked.flatMap((rule) => {
        const how = ask(rule);
        return how === undefined ? [] : [{ rule, ask: how, options: this.options(rule) }];
      });
    this.migrations = subscribers(({ migration }) => migration);
    this.downs = [...subscribers(({ down }) => down), ...subscribers((rule) => (levels.isAskedFor(rule) ? rule.downOnRequest : undefined))];
    this.statements = byDirection(subscribers(({ statement }) => statement));
    this.behindNewEnumValues = byDirection(subscribers(({ behindNewEnumValue }) => behindNewEnumValue));
    this.scripts = byDirection(subscribers(({ script }) => script));
    const operations: Record<Direction, ByKind> = { up: new Map(), down: new Map() };
    for (const rule of asked) {
      for (const [kind, ask] of handlersOf(rule, levels)) {
        const subscriber = { rule, ask, options: this.options(rule) };
        add(operations.up, kind, subscriber);
        if (rule.downs) add(operations.down, kind, subscriber);
      }
    }
    this.operations = operations;
  }

  /** What a rule was told. */
  options(rule: Rule): OptionValues {
    return this.#options.get(rule) ?? noOptions;
  }
}

export const noOptions: OptionValues = {};

function handlersOf(rule: Rule, levels: Levels): [OperationKind, OperationSubscriber['ask']][] {
  const handlers = [rule.on ?? {}, levels.isAskedFor(rule) ? rule.onRequest ?? {} : {}];
  return handlers.flatMap((each) => Object.entries(each) as [OperationKind, OperationSubscriber['ask']][]);
}

function byDirection<Ask>(up: readonly Subscriber<Ask>[]): Readonly<Record<Direction, readonly Subscriber<Ask>[]>> {
  return { up, down: up.filter(({ rule }) => rule.downs === true) };
}

function add(map: ByKind, kind: OperationKind, subscriber: OperationSubscriber): void {
  const list = map.get(kind);
  if (list) list.push(subscriber);
  else map.set(kind, [subscriber]);
}
