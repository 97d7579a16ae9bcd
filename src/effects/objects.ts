import type { ObjectKind, OperationOf } from '../operations/operation.ts';
import type { LockMode } from '../postgres/lock-modes.ts';
import type { Collected } from './collected.ts';

export const objectEffects = {
  'create-object': createObject,
  'drop-object': dropObject,
  'rename-object': ({ on, object }: OperationOf<'rename-object'>, collected: Collected): void => {
    if (!on) return;
    collected.lock(on, 'ACCESS EXCLUSIVE', 'target');
    // Source: release notes of PostgreSQL 15; measured.
    if (object === 'trigger' && collected.isSince(15)) collected.lockBelow(on, 'ACCESS EXCLUSIVE', 'partitions');
  },
  'create-sequence': ({ ownedBy }: OperationOf<'create-sequence'>, collected: Collected): void => {
    if (ownedBy) collected.lock(ownedBy.table, 'ACCESS SHARE', 'source');
  },
  'alter-sequence': ({ sequence, ownedBy }: OperationOf<'alter-sequence'>, collected: Collected): void => {
    collected.lock(sequence, 'SHARE ROW EXCLUSIVE', 'sequence');
    if (ownedBy) collected.lock(ownedBy.table, 'ACCESS SHARE', 'source');
  },
  'drop-sequence': dropSequence,
};

/**
 * What CREATE takes on the table of the object, or on the tables that it names.
 *
 * @see https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES and measured on servers 11 to 18
 */
export const createdLocks = {
  trigger: 'SHARE ROW EXCLUSIVE',
  rule: 'ACCESS EXCLUSIVE',
  policy: 'ACCESS EXCLUSIVE',
  statistics: 'SHARE UPDATE EXCLUSIVE',
  publication: 'SHARE UPDATE EXCLUSIVE',
} as const satisfies Partial<Record<ObjectKind, LockMode>>;

function createObject({ object, on, relations, options }: OperationOf<'create-object'>, collected: Collected): void {
  const mode = (createdLocks as Partial<Record<ObjectKind, LockMode>>)[object];
  if (!mode) return;
  if (on) collected.lock(on, mode, 'target');
  if (on && options?.includes('for each row')) collected.lockBelow(on, mode, 'partitions');
  for (const relation of relations ?? []) collected.lock(relation, on ? 'ACCESS SHARE' : mode, on ? 'source' : 'target');
}

function dropObject({ object, name, on, ifExists, cascade }: OperationOf<'drop-object'>, collected: Collected): void {
  if (!on) {
    // What hangs on a function, an operator, a language … is not followed.
    if (cascade) collected.unknown();
    return;
  }
  const table = collected.before.table(on);
  if (ifExists && object === 'trigger' && table?.partial === false && !table.triggers.has(name.name)) return;
  collected.lock(on, 'ACCESS EXCLUSIVE', 'target');
  if (object === 'trigger') collected.lockBelow(on, 'ACCESS EXCLUSIVE', 'partitions');
}

function dropSequence({ sequence, ifExists, cascade }: OperationOf<'drop-sequence'>, collected: Collected): void {
  if (ifExists && !collected.knows(sequence)) return;
  collected.lock(sequence, 'ACCESS EXCLUSIVE', 'sequence');
  // The defaults that use it go too.
  if (cascade) collected.unknown();
}
