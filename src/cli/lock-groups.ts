import type { Effects } from '../effects/effects.ts';
import { mergeEffects } from '../effects/merge.ts';
import type { StatementEffects } from '../judge/locks.ts';
import type { QualifiedName } from '../operations/operation.ts';
import { key } from '../schema/catalog.ts';

/** Statements that commit together: each holds its locks until the last one is done. */
export interface TransactionEffects {
  readonly first: StatementEffects;
  readonly last: StatementEffects;
  readonly effects: Effects;
  readonly isNew: (relation: QualifiedName) => boolean;
}

/** The transactions of several statements, as a whole. */
export function inTransactions(statements: readonly StatementEffects[]): readonly TransactionEffects[] {
  const groups = new Map<number, StatementEffects[]>();
  for (const each of statements) {
    if (each.transaction === undefined) continue;
    const group = groups.get(each.transaction);
    if (group) group.push(each);
    else groups.set(each.transaction, [each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    const working = group.filter(({ effects }) => effects.locks.length > 0);
    if (!first || !last || working.length < 2) return [];
    const made = new Set(group.flatMap(({ effects, isNew }) => effects.locks.filter(({ relation }) => isNew(relation)).map(({ relation }) => key(relation))));
    return [{ first, last, effects: mergeEffects(group.map(({ effects }) => effects)), isNew: (relation: QualifiedName) => made.has(key(relation)) }];
  });
}
