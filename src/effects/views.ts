import type { OperationOf, Query, QualifiedName } from '../operations/operation.ts';
import { key, type View } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';

export const viewEffects = {
  'create-view': createView,
  'drop-view': dropView,
  'refresh-materialized-view': refresh,
};

/** The relations that a query reads, through views down to their tables. */
export function readSources({ relations }: Pick<Query, 'relations'>, collected: Collected): void {
  for (const relation of relations) readRelation(relation, collected, new Set());
}

function readRelation(relation: QualifiedName, collected: Collected, seen: Set<string>): void {
  if (seen.has(key(relation))) return;
  seen.add(key(relation));
  collected.lock(relation, 'ACCESS SHARE', 'source');
  const view = collected.before.view(relation);
  if (view && !view.materialized) for (const read of view.reads) readRelation(read, collected, seen);
  for (const child of collected.below(relation)) collected.lock(child.name, 'ACCESS SHARE', 'source');
}

function createView({ view, orReplace, ifNotExists, materialized, query }: OperationOf<'create-view'>, collected: Collected): void {
  const old = collected.before.view(view);
  if (old && ifNotExists) return;
  if (old && orReplace) collected.lock(view, 'ACCESS EXCLUSIVE', 'target');
  if (materialized) {
    readSources(query, collected);
    collected.took('rows');
  } else {
    for (const relation of query.relations) collected.lock(relation, 'ACCESS SHARE', 'source');
  }
}

function dropView({ view, ifExists, cascade }: OperationOf<'drop-view'>, collected: Collected): void {
  const known = collected.before.view(view);
  if (!known && ifExists) return;
  collected.lock(view, 'ACCESS EXCLUSIVE', 'target');
  if (known) lockIndexes(known, collected);
  if (cascade) dropViews(view, collected);
}

function lockIndexes({ name: { schema }, indexes }: View, collected: Collected): void {
  for (const { name } of indexes.values()) collected.lock({ schema, name }, 'ACCESS EXCLUSIVE', 'index');
}

/** Views over a relation, or over one of its columns, that CASCADE takes away, and those over them. */
export function dropViews(relation: QualifiedName, collected: Collected, column?: string): void {
  for (const at of collected.before.readers.get(key(relation)) ?? []) {
    const view = collected.before.views.get(at);
    if (!view || (column !== undefined && !readsColumn(view, relation, column))) continue;
    collected.lock(view.name, 'ACCESS EXCLUSIVE', 'dependent');
    lockIndexes(view, collected);
    dropViews(view.name, collected);
  }
}

function readsColumn({ columns }: View, relation: QualifiedName, column: string): boolean {
  return columns.some((read) => read.relation !== undefined && key(read.relation) === key(relation) && (read.column === column || read.column === '*'));
}

function refresh({ view, concurrently }: OperationOf<'refresh-materialized-view'>, collected: Collected): void {
  const known = collected.before.view(view);
  collected.lock(view, concurrently ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE', 'target');
  collected.took('rows');
  if (known) readSources({ relations: known.reads }, collected);
}
