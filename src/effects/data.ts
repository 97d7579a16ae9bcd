import type { OperationOf } from '../operations/operation.ts';
import { lockModeNamed } from '../postgres/lock-modes.ts';
import type { Collected } from './collected.ts';
import { readSources } from './views.ts';

export const dataEffects = {
  insert: write,
  update: write,
  delete: write,
  copy: ({ table, direction }: OperationOf<'copy'>, collected: Collected): void => {
    collected.lock(table, direction === 'from' ? 'ROW EXCLUSIVE' : 'ACCESS SHARE', 'target');
    collected.took('rows');
  },
  select: ({ query }: OperationOf<'select'>, collected: Collected): void => {
    readSources(query, collected);
    if (query.relations.length > 0) collected.took('rows');
  },
  'lock-table': ({ table, mode }: OperationOf<'lock-table'>, collected: Collected): void => {
    const known = lockModeNamed(mode) ?? 'ACCESS EXCLUSIVE';
    collected.lock(table, known, 'target');
    collected.lockBelow(table, known);
  },
};

function write(operation: OperationOf<'insert' | 'update' | 'delete'>, collected: Collected): void {
  collected.lock(operation.table, 'ROW EXCLUSIVE', 'target');
  if (operation.kind !== 'insert') collected.lockBelow(operation.table, 'ROW EXCLUSIVE');
  if (operation.from) readSources(operation.from, collected);
  if (operation.kind !== 'insert' || operation.from) collected.took('rows');
}
