import type { Operation, QualifiedName } from '../judge/rule.ts';

/** Operations that leave schema and data as they are. */
const idle: ReadonlySet<Operation['kind']> = new Set<Operation['kind']>(['select', 'transaction', 'set', 'lock-table', 'do', 'assertion']);
/** Commands of no operation's own that change nothing a rollback would take back. */
const idleCommands: ReadonlySet<string> = new Set(['analyze', 'vacuum', 'explain', 'show', 'discard', 'listen', 'unlisten', 'notify', 'set constraints', 'checkpoint', 'prepare', 'deallocate']);

/** Whether an operation writes anything at all. */
export function changes(operation: Operation): boolean {
  return !idle.has(operation.kind) && !(operation.kind === 'other' && idleCommands.has(operation.command)) && !(operation.kind === 'copy' && operation.direction === 'to');
}

/** The table whose rows an operation writes. */
export function writesRows(operation: Operation): QualifiedName | undefined {
  switch (operation.kind) {
    case 'insert':
    case 'update':
    case 'delete':
    case 'truncate':
      return operation.table;
    case 'copy':
      return operation.direction === 'from' ? operation.table : undefined;
    default:
      return undefined;
  }
}

/** The table, view or type whose definition an operation changes; undefined for what accompanies such a change: grants, comments, functions … */
export function redefines(operation: Operation): QualifiedName | undefined {
  if (writesRows(operation) || !changes(operation)) return undefined;
  switch (operation.kind) {
    case 'refresh-materialized-view':
    case 'other':
    case 'copy':
      return undefined;
    case 'create-view':
    case 'drop-view':
      return operation.view;
    case 'create-object':
    case 'drop-object':
    case 'rename-object':
      return operation.on;
    default:
      if ('table' in operation) return operation.table;
      return 'type' in operation && typeof operation.type === 'object' ? operation.type : undefined;
  }
}
