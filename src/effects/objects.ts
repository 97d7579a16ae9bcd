import type { ObjectKind, OperationOf } from '../operations/operation.ts';
import type { LockMode } from '../postgres/lock-modes.ts';
import type { Collected } from './collected.ts';

export const objectEffects = {
  'create-object': ({ object, on }: OperationOf<'create-object'>, collected: Collected): void => {
    const mode = created[object];
    if (!on || !mode) return;
    collected.lock(on, mode, 'target');
    if (object === 'trigger') collected.lockBelow(on, mode);
  },
  'drop-object': onTable,
  'rename-object': onTable,
};

/** On the table of what is created. */
const created: Partial<Readonly<Record<ObjectKind, LockMode>>> = {
  trigger: 'SHARE ROW EXCLUSIVE',
  rule: 'ACCESS EXCLUSIVE',
  policy: 'ACCESS EXCLUSIVE',
};

function onTable({ on }: OperationOf<'drop-object' | 'rename-object'>, collected: Collected): void {
  if (on) collected.lock(on, 'ACCESS EXCLUSIVE', 'target');
}
