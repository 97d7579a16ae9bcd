import { blocksWrites } from '../postgres/lock-modes.ts';
import type { Lock } from '../effects/effects.ts';
import { mayBlock } from '../judge/reach.ts';
import type { Context, Operation, OperationKind, Report, Rule } from '../judge/rule.ts';

/** Kinds of operations that may take a lock which keeps writes waiting, or more. */
const kinds = [
  'create-table', 'drop-table', 'rename-table', 'set-schema', 'attach-partition', 'detach-partition', 'inherit', 'add-column', 'drop-column', 'rename-column', 'alter-column-type', 'set-default', 'drop-default',
  'set-not-null', 'drop-not-null', 'add-identity', 'drop-identity', 'set-expression', 'drop-expression', 'add-constraint', 'validate-constraint', 'drop-constraint', 'rename-constraint', 'alter-table',
  'create-index', 'drop-index', 'alter-domain', 'drop-view', 'create-view', 'create-object', 'drop-object', 'truncate', 'lock-table', 'other',
] as const satisfies readonly OperationKind[];

/** One handler for every kind of operation that may lock. */
export function onLocking(judge: (operation: Operation, context: Context) => Report | undefined): NonNullable<Rule['on']> {
  return Object.fromEntries(kinds.map((kind) => [kind, judge]));
}

/** The first lock of an operation on a table in use that keeps writes waiting, or reads too. */
export function blockingLock(operation: Operation, context: Context): Lock | undefined {
  return mayBlock(operation, context.before, context.inUse) ? context.effects(operation).locks.find((lock) => isBlocking(lock, context)) : undefined;
}

/** Whether a lock keeps the writes of running code waiting. */
export function isBlocking({ relation, mode, role }: Lock, context: Context): boolean {
  return role !== 'index' && role !== 'sequence' && blocksWrites(mode) && context.inUse(relation);
}
