import type { OperationOf, QualifiedName } from '../operations/operation.ts';
import type { LockMode } from '../postgres/lock-modes.ts';
import { key } from '../schema/catalog.ts';
import { lockAltered } from './alter-table.ts';
import type { Collected } from './collected.ts';

export const partitionEffects = {
  'attach-partition': attach,
  'detach-partition': detach,
  inherit: (operation: OperationOf<'inherit'>, collected: Collected): void => {
    lockAltered(operation, collected);
    collected.lock(operation.parent, operation.remove ? 'ACCESS SHARE' : 'SHARE UPDATE EXCLUSIVE', 'parent');
  },
};

/** A partition more: rows of the default partition may belong to it, so that is read. */
export function newPartition(parent: QualifiedName, partition: QualifiedName, mode: LockMode, collected: Collected): void {
  collected.lock(parent, mode, 'parent');
  for (const child of collected.below(parent)) {
    if (!child.isDefault || key(child.name) === key(partition) || key(child.partitionOf ?? parent) !== key(parent)) continue;
    collected.lock(child.name, 'ACCESS EXCLUSIVE', 'default partition');
    collected.scan(child.name, 'partition bound');
  }
}

function attach(operation: OperationOf<'attach-partition'>, collected: Collected): void {
  lockAltered(operation, collected);
  const { table, partition } = operation;
  collected.lock(partition, 'ACCESS EXCLUSIVE', 'partition');
  collected.scan(partition, 'partition bound');
  newPartition(table, partition, 'ACCESS SHARE', collected);
}

function detach(operation: OperationOf<'detach-partition'>, collected: Collected): void {
  const { table, partition, concurrently, finalize } = operation;
  const mode = concurrently || finalize ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  collected.lock(table, mode, 'target');
  collected.lock(partition, collected.isBefore(14) ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE', 'partition');
}
