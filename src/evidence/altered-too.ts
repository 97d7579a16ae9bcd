import { blocksReads } from '../postgres/lock-modes.ts';
import { isSame } from './repeatable.ts';
import type { Context, Operation, OperationKind, QualifiedName, ScriptEnd } from '../judge/rule.ts';
import { lastTimeout } from './timeouts.ts';

/** Operations that take ACCESS EXCLUSIVE on the table that they name, for a moment or longer. */
const exclusive: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'drop-table', 'rename-table', 'set-schema', 'add-column', 'drop-column', 'rename-column', 'alter-column-type', 'set-default', 'drop-default', 'set-not-null', 'drop-not-null',
  'add-identity', 'drop-identity', 'set-expression', 'drop-expression', 'rename-constraint', 'drop-constraint', 'truncate',
]);

/** Whether a script locks the table against reads and writes anyway, by what it changes of it. */
export function isAlteredToo(table: QualifiedName, end: Pick<ScriptEnd, 'earlier'>): boolean {
  return end.earlier(table).some(({ operation }) => changes(operation, table));
}

function changes(operation: Operation, table: QualifiedName): boolean {
  if (!('table' in operation) || !isSame(operation.table, table)) return false;
  return exclusive.has(operation.kind) || (operation.kind === 'add-constraint' && operation.constraint.type !== 'foreign key');
}

/** Whether an earlier statement of the same transaction keeps even reads of it waiting. */
export function isHeldAlready(table: QualifiedName, { held }: Context): boolean {
  return held.some(({ relation, mode }) => blocksReads(mode) && isSame(relation, table));
}

/** Whether the script has set a lock_timeout that ends: then nobody waits behind it for long. */
export function givesUp(context: Context): boolean {
  return (lastTimeout('lock_timeout', context)?.time ?? 0) > 0;
}
