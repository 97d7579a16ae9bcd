import { compareModes } from '../postgres/lock-modes.ts';
import type { Held } from '../judge/held.ts';
import { isSame } from './repeatable.ts';
import type { Context, Operation, QualifiedName } from '../judge/rule.ts';
import { isUnbounded } from './whole-table.ts';

/** The table in use that an operation takes as long over as the table is large, and what it does to it. */
export interface LongWork {
  readonly table: QualifiedName;
  readonly what: string;
}

/** The work of an operation that grows with a table that is in use and not known to be small. */
export function longWork(operation: Operation, context: Context): LongWork | undefined {
  const counts = (table: QualifiedName): boolean => context.inUse(table) && context.size(table) !== 'small';
  if (operation.kind === 'update' || operation.kind === 'delete') {
    if (!counts(operation.table) || !isUnbounded(operation, context)) return undefined;
    return { table: operation.table, what: `writes the rows of` };
  }
  if (operation.kind === 'insert') {
    // A condition may pick a few rows.
    if (!operation.from || operation.within || /\b(?:where|limit|having)\b/i.test(context.sql)) return undefined;
    const source = operation.from.relations.find((relation) => context.before.table(relation) && counts(relation));
    return source && { table: source, what: 'copies the rows of' };
  }
  const scanned = context.effects(operation).scans.find(({ relation }) => counts(relation));
  return scanned && { table: scanned.relation, what: 'reads all of' };
}

/** The strongest lock on a table that an earlier statement of the transaction holds, SHARE ROW EXCLUSIVE or more, and that this one would not take by itself. */
export function heldMeanwhile(operation: Operation, context: Context): Held | undefined {
  let strongest: Held | undefined;
  for (const each of context.held) {
    const { relation, mode } = each;
    if (compareModes(mode, strongest?.mode ?? 'SHARE') <= 0 || !context.before.table(relation)) continue;
    const isOwn = context.effects(operation).locks.some((lock) => isSame(lock.relation, relation) && compareModes(lock.mode, mode) >= 0);
    if (!isOwn) strongest = each;
  }
  return strongest;
}

/** Whether work-under-held-lock has something to say of it. */
export function isUnderHeldLock(operation: Operation, context: Context): boolean {
  return context.held.length > 0 && longWork(operation, context) !== undefined && heldMeanwhile(operation, context) !== undefined;
}
