import type { OperationOf } from '../operations/operation.ts';
import { key, type View } from './catalog.ts';
import { removeReaders, removeView } from './drops.ts';
import { link, unlink } from './edits.ts';
import { noEntries } from './entries.ts';
import { keepFacts } from './facts.ts';
import { outputOf, readColumns } from './outputs.ts';
import type { Step } from './step.ts';

export function createView(step: Step, operation: OperationOf<'create-view'>): void {
  const { catalog } = step;
  const { view: name, query, columnNames } = operation;
  const at = key(name);
  const old = catalog.views.get(at);
  if (old ? operation.ifNotExists || (step.guarded && !operation.orReplace) : catalog.tables.has(at)) return;
  if (old && !operation.orReplace) removeView(catalog, old);
  if (old) for (const relation of old.reads) unlink(catalog.readers, key(relation), at);
  const output = outputOf(catalog, query);
  const view: View = {
    name,
    materialized: operation.materialized,
    reads: query.relations,
    columns: readColumns(catalog, query),
    output: columnNames.length > 0 ? output.map((column, index) => ({ ...column, name: columnNames[index] ?? column.name })) : output,
    star: query.star,
    indexes: noEntries(),
    declared: step.now,
  };
  if (old && operation.orReplace) keepFacts(catalog, name, old.declared, view.declared);
  catalog.views.set(at, view);
  for (const relation of view.reads) link(catalog.readers, key(relation), at);
}

export function dropView(step: Step, { view: name }: OperationOf<'drop-view'>): void {
  const view = step.catalog.view(name);
  if (view) removeView(step.catalog, view);
  else removeReaders(step.catalog, name, () => true);
}
