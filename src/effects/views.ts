import type { OperationOf, Query, QualifiedName } from '../operations/operation.ts';
import type { LockMode } from '../postgres/lock-modes.ts';
import { key, type View } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';

export const viewEffects = {
  'create-view': createView,
  'drop-view': dropView,
  'refresh-materialized-view': refresh,
};

/** The relations that a query reads, through views down to their tables. */
export function readSources({ relations }: Pick<Query, 'relations'>, collected: Collected): void {
  for (const relation of relations) lockThrough(relation, 'ACCESS SHARE', collected);
}

/** Locks a relation and what is below it; of a view the relations that it reads. */
export function lockThrough(relation: QualifiedName, mode: LockMode, collected: Collected, seen = new Set<string>()): void {
  if (seen.has(key(relation))) return;
  seen.add(key(relation));
  collected.lock(relation, mode, 'source');
  const view = collected.before.view(relation);
  if (view && !view.materialized) for (const read of view.reads) lockThrough(read, mode, collected, seen);
  for (const child of collected.below(relation)) collected.lock(child.name, mode, 'source');
}

function createView({ view, orReplace, ifNotExists, materialized, query }: OperationOf<'create-view'>, collected: Collected): void {
  const old = collected.before.view(view);
  if (!materialized) {
    if (old && orReplace) collected.lock(view, 'ACCESS EXCLUSIVE', 'target');
    for (const relation of query.relations) collected.lock(relation, 'ACCESS SHARE', 'source');
    return;
  }
  readSources(query, collected);
  if (!(old && ifNotExists)) collected.took('rows');
}

function dropView({ view, ifExists, cascade }: OperationOf<'drop-view'>, collected: Collected): void {
  const known = collected.before.view(view);
  if (known) lockView(known, 'target', collected);
  else if (!ifExists) collected.lock(view, 'ACCESS EXCLUSIVE', 'target');
  if (cascade) dropViews(view, collected);
}

/** Locks a view that goes, with its indexes where it is a materialized one. */
export function lockView(view: View, role: 'target' | 'dependent', collected: Collected): void {
  collected.lock(view.name, 'ACCESS EXCLUSIVE', role);
  collected.lockIndexes(view, 'ACCESS EXCLUSIVE');
}

/** Views over a relation, or over one of its columns, that CASCADE takes away, and those over them. */
export function dropViews(relation: QualifiedName, collected: Collected, column?: string): void {
  for (const at of collected.before.readers.get(key(relation)) ?? []) {
    const view = collected.before.views.get(at);
    if (!view || (column !== undefined && !readsColumn(view, relation, column))) continue;
    lockView(view, 'dependent', collected);
    dropViews(view.name, collected);
  }
}

function readsColumn({ columns }: View, relation: QualifiedName, column: string): boolean {
  return columns.some((read) => read.relation !== undefined && key(read.relation) === key(relation) && (read.column === column || read.column === '*'));
}

/** The view is written anew from its query; CONCURRENTLY finds out what is different, and changes that. */
function refresh({ view, concurrently, noData }: OperationOf<'refresh-materialized-view'>, collected: Collected): void {
  const known = collected.before.view(view);
  collected.lock(view, concurrently ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE', 'target');
  if (noData) {
    if (known) collected.lockIndexes(known, 'ACCESS EXCLUSIVE');
    return;
  }
  if (known) readSources({ relations: known.reads }, collected);
  if (concurrently) collected.took('rows');
  else collected.rewrite(view);
}
