import type { OperationOf } from '../operations/operation.ts';
import { lockModeNamed } from '../postgres/lock-modes.ts';
import type { Collected } from './collected.ts';
import { lockThrough, readSources } from './views.ts';

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
  'lock-table': lockTable,
};

function write(operation: OperationOf<'insert' | 'update' | 'delete'>, collected: Collected): void {
  collected.lock(operation.table, 'ROW EXCLUSIVE', 'target');
  const view = collected.before.view(operation.table);
  // A view that can be written through reads one relation.
  if (view?.reads.length === 1) for (const read of view.reads) lockThrough(read, 'ROW EXCLUSIVE', collected);
  if (operation.kind !== 'insert' && !operation.only) collected.lockBelow(operation.table, 'ROW EXCLUSIVE');
  if (operation.from) readSources(operation.from, collected);
  if (operation.kind !== 'insert' || operation.from) collected.took('rows');
}

function lockTable({ table, mode: words, only }: OperationOf<'lock-table'>, collected: Collected): void {
  const mode = lockModeNamed(words) ?? 'ACCESS EXCLUSIVE';
  collected.lock(table, mode, 'target');
  if (only) return;
  lockThrough(table, mode, collected);
}
