import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import { alterTableLocks, alterTableRow } from '../postgres/alter-table-locks.ts';
import { isUnlogged } from '../schema/facts.ts';
import type { Collected } from './collected.ts';
import { columnEffects } from './columns.ts';
import { constraintEffects, lockReferenced } from './constraints.ts';

type OnTable = Extract<Operation, { readonly table: QualifiedName }>;

/**
 * Locks the table that an ALTER TABLE names, and where the form says so what is below it.
 *
 * @returns whether there is such a table: IF EXISTS passes over one that is not there
 */
export function lockAltered(operation: OnTable, collected: Collected): boolean {
  if (operation.tableIfExists && !collected.knows(operation.table)) {
    collected.depends('The history does not show the table, and IF EXISTS passes over one that is not there.');
    return false;
  }
  const row = alterTableLocks[alterTableRow(operation) ?? ''];
  if (!row) {
    collected.lock(operation.table, 'ACCESS EXCLUSIVE', 'target');
    collected.unknown();
    return true;
  }
  const mode = collected.mode(row);
  collected.lock(operation.table, mode, 'target');
  if (row.descends && !operation.only) collected.lockBelow(operation.table, mode);
  return true;
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
  if (!lockAltered(operation, collected)) return;
  const { table, action, argument = '' } = operation;
  const known = collected.before.table(table);
  switch (action) {
    case 'set logged':
    case 'set unlogged':
      if (isUnlogged(collected.before, table) !== (action === 'set unlogged')) collected.rewrite(table);
      break;
    case 'set tablespace':
      if (argument === 'pg_default') collected.depends('The files of the table are copied if it is in another tablespace now.');
      else collected.copy(table);
      break;
    case 'set access method':
      if (argument === 'heap' || argument === '') collected.depends('The table is rewritten if it has another access method now.');
      else collected.rewrite(table);
      break;
    case 'owner to':
      changeOwner(table, argument, collected);
      break;
    case 'cluster on':
      collected.lock({ schema: table.schema, name: argument }, 'SHARE UPDATE EXCLUSIVE', 'index');
      break;
    case 'replica identity':
      if (known?.indexes.has(argument)) collected.lock({ schema: table.schema, name: argument }, 'SHARE', 'index');
      break;
    case 'set identity':
      collected.lockOwned(table, 'SHARE ROW EXCLUSIVE', argument);
      break;
    case 'alter constraint':
      alterConstraint(operation, collected);
      break;
    default:
  }
}

/** A table's indexes and sequences have its owner. */
function changeOwner(table: QualifiedName, owner: string, collected: Collected): void {
  // Whoever runs a migration owns what it makes.
  if (owner === 'current_user' || owner === 'current_role' || owner === 'session_user') return;
  const known = collected.before.table(table);
  if (known) collected.lockIndexes(known, 'ACCESS EXCLUSIVE');
  collected.lockOwned(table, 'ACCESS EXCLUSIVE');
}

/** A foreign key that is enforced from now on is checked; one that is not any more loses its triggers on both tables. */
function alterConstraint({ table, argument = '', enforced }: OperationOf<'alter-table'>, collected: Collected): void {
  const references = collected.before.table(table)?.constraints.get(argument)?.references?.table;
  if (enforced === undefined || !references) return;
  lockReferenced(references, enforced ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE', collected);
  if (!enforced) return;
  collected.scan(table, 'foreign key');
  collected.scan(references, 'foreign key');
}
