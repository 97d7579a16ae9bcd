import type { OperationKind, Operation } from '../operations/operation.ts';
import type { Levels } from './levels.ts';
import type { Context, Report, Rule } from './rule.ts';

type Handler = (operation: Operation, context: Context) => Report | readonly Report[] | undefined;

/** The handlers of the rules that are on, by the kind of operation they want. */
export class Dispatch {
  readonly rules: readonly Rule[];
  readonly #ups = new Map<OperationKind, { rule: Rule; handler: Handler }[]>();
  readonly #downs = new Map<OperationKind, { rule: Rule; handler: Handler }[]>();

  constructor(rules: readonly Rule[], levels: Levels) {
    this.rules = rules.filter((rule) => !levels.isOff(rule));
    for (const rule of this.rules) {
      for (const [kind, handler] of Object.entries(rule.on ?? {}) as [OperationKind, Handler][]) {
        add(this.#ups, kind, rule, handler);
        if (rule.downs) add(this.#downs, kind, rule, handler);
      }
    }
  }

  /** The handlers for an operation in a script of that direction. */
  handlers(kind: OperationKind, direction: 'up' | 'down'): readonly { rule: Rule; handler: Handler }[] {
    return (direction === 'up' ? this.#ups : this.#downs).get(kind) ?? none;
  }
}

const none: readonly never[] = [];

function add(map: Map<OperationKind, { rule: Rule; handler: Handler }[]>, kind: OperationKind, rule: Rule, handler: Handler): void {
  const list = map.get(kind);
  if (list) list.push({ rule, handler });
  else map.set(kind, [{ rule, handler }]);
}
