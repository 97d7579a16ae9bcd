import type { OperationKind, Operation } from '../operations/operation.ts';
import type { Levels } from './levels.ts';
import { optionValues, type OptionValues } from './options.ts';
import type { Context, Report, Rule } from './rule.ts';

type Answer = Report | readonly Report[] | undefined;
type Handler = (operation: Operation, context: Context) => Answer;
type StatementHandler = (context: Context) => Answer;

/** The handlers of the rules that are on, by the kind of operation they want. */
export class Dispatch {
  readonly rules: readonly Rule[];
  readonly #ups = new Map<OperationKind, { rule: Rule; handler: Handler }[]>();
  readonly #downs = new Map<OperationKind, { rule: Rule; handler: Handler }[]>();
  readonly #options = new Map<Rule, OptionValues>();
  readonly #scripts: readonly { readonly rule: Rule; readonly judge: NonNullable<Rule['script']> }[];
  /** What judges a migration as a whole. */
  readonly migrations: readonly { readonly rule: Rule; readonly judge: NonNullable<Rule['migration']> }[];
  /** The rules about a down as a whole. */
  readonly downs: readonly Rule[];
  readonly #statements: readonly { readonly rule: Rule; readonly handler: StatementHandler }[];

  /** @param options - what the configuration tells rules, by their ids */
  constructor(rules: readonly Rule[], levels: Levels, options: Readonly<Record<string, OptionValues>> = {}) {
    this.rules = rules.filter((rule) => !levels.isOff(rule));
    this.#scripts = this.rules.flatMap((rule) => (rule.script ? [{ rule, judge: rule.script }] : []));
    this.migrations = this.rules.flatMap((rule) => (rule.migration ? [{ rule, judge: rule.migration }] : []));
    this.downs = this.rules.filter(({ down }) => down !== undefined);
    this.#statements = this.rules.flatMap((rule) => (rule.statement ? [{ rule, handler: rule.statement }] : []));
    for (const rule of this.rules) {
      if (rule.options) this.#options.set(rule, optionValues(rule.options, options[rule.id]));
      for (const [kind, handler] of Object.entries(rule.on ?? {}) as [OperationKind, Handler][]) {
        add(this.#ups, kind, rule, handler);
        if (rule.downs) add(this.#downs, kind, rule, handler);
      }
    }
  }

  /** What a rule was told. */
  options(rule: Rule): OptionValues {
    return this.#options.get(rule) ?? noOptions;
  }

  /** The handlers for a statement as a whole. */
  statementHandlers(direction: 'up' | 'down'): readonly { readonly rule: Rule; readonly handler: StatementHandler }[] {
    return direction === 'up' ? this.#statements : this.#statements.filter(({ rule }) => rule.downs === true);
  }

  /** The handlers for a script as a whole. */
  scriptHandlers(direction: 'up' | 'down'): readonly { readonly rule: Rule; readonly judge: NonNullable<Rule['script']> }[] {
    return direction === 'up' ? this.#scripts : this.#scripts.filter(({ rule }) => rule.downs === true);
  }

  /** The handlers for an operation in a script of that direction. */
  handlers(kind: OperationKind, direction: 'up' | 'down'): readonly { rule: Rule; handler: Handler }[] {
    return (direction === 'up' ? this.#ups : this.#downs).get(kind) ?? none;
  }
}

const none: readonly never[] = [];
const noOptions: OptionValues = {};

function add(map: Map<OperationKind, { rule: Rule; handler: Handler }[]>, kind: OperationKind, rule: Rule, handler: Handler): void {
  const list = map.get(kind);
  if (list) list.push({ rule, handler });
  else map.set(kind, [{ rule, handler }]);
}
