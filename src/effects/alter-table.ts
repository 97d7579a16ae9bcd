import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import { alterTableLocks, alterTableRow } from '../postgres/alter-table-locks.ts';
import type { Collected } from './collected.ts';
import { columnEffects } from './columns.ts';
import { constraintEffects } from './constraints.ts';

type OnTable = Extract<Operation, { readonly table: QualifiedName }>;

/** Locks the table that an ALTER TABLE names, and where the form says so what is below it. */
export function lockAltered(operation: OnTable, collected: Collected): void {
  const row = alterTableLocks[alterTableRow(operation) ?? ''];
  if (!row) {
    collected.lock(operation.table, 'ACCESS EXCLUSIVE', 'target');
    collected.unknown();
    return;
  }
  const mode = collected.mode(row);
  collected.lock(operation.table, mode, 'target');
  if (row.descends && !operation.only) collected.lockBelow(operation.table, mode);
}

/** Forms that do no more than to lock. */
const plain = Object.fromEntries(
  (['rename-column', 'set-default', 'drop-default', 'drop-not-null', 'add-identity', 'drop-expression'] as const satisfies readonly OperationKind[]).map((kind) => [kind, lockAltered]),
);

export const alterTableEffects = {
  ...plain,
  ...columnEffects,
  ...constraintEffects,
  'alter-table': alter,
};

function alter(operation: OperationOf<'alter-table'>, collected: Collected): void {
  lockAltered(operation, collected);
  const { table, action, argument = '' } = operation;
  const known = collected.before.table(table);
  switch (action) {
    case 'set logged':
    case 'set unlogged':
      collected.rewrite(table);
      break;
    case 'set tablespace':
      collected.took('rewrite');
      break;
    case 'owner to':
      if (known) collected.lockIndexes(known, 'ACCESS EXCLUSIVE');
      break;
    case 'cluster on':
      collected.lock({ schema: table.schema, name: argument }, 'SHARE UPDATE EXCLUSIVE', 'index');
      break;
    default:
  }
}
