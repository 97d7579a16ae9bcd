import type { OperationOf } from '../operations/operation.ts';
import { key, type Catalog } from './catalog.ts';
import { removeTable, removeView } from './drops.ts';
import type { Step } from './step.ts';
import { moveSequence, moveTable, moveView } from './tables.ts';
import { dropColumnsOfType, renameType } from './types.ts';

export function createSchema({ catalog, now }: Step, { schema }: OperationOf<'create-schema'>): void {
  if (!catalog.schemas.has(schema)) catalog.schemas.set(schema, now);
}

/** Takes the whole catalog to look at, as PostgreSQL's own DROP SCHEMA does. */
export function dropSchema({ catalog }: Step, { schema }: OperationOf<'drop-schema'>): void {
  catalog.schemas.delete(schema);
  emptySchema(catalog, schema);
}

/** Removes all that a schema holds. */
export function emptySchema(catalog: Catalog, schema: string): void {
  const within = (each: { readonly name: { readonly schema: string } }): boolean => each.name.schema === schema;
  for (const view of catalog.views.values().filter(within)) removeView(catalog, view);
  for (const table of catalog.tables.values().filter(within)) removeTable(catalog, table);
  for (const { name } of catalog.sequences.values().filter(within)) catalog.sequences.delete(key(name));
  const types = catalog.types.values().filter(within);
  for (const { name } of types) catalog.types.delete(key(name));
  if (types.length > 0) dropColumnsOfType(catalog, (type) => type.schema === schema);
  for (const [at, object] of catalog.objects.entries()) if (within(object)) catalog.objects.delete(at);
}

export function renameSchema({ catalog }: Step, { schema: from, newName: to }: OperationOf<'rename-schema'>): void {
  const moment = catalog.schemas.get(from);
  if (moment) {
    catalog.schemas.delete(from);
    catalog.schemas.set(to, moment);
  }
  const within = (each: { readonly name: { readonly schema: string } }): boolean => each.name.schema === from;
  for (const { name } of catalog.types.values().filter(within)) renameType(catalog, name, { schema: to, name: name.name });
  for (const { name } of catalog.tables.values().filter(within)) {
    const table = catalog.table(name);
    if (table) moveTable(catalog, table, { schema: to, name: name.name });
  }
  for (const { name } of catalog.views.values().filter(within)) moveView(catalog, name, { schema: to, name: name.name });
  for (const { name } of catalog.sequences.values().filter(within)) moveSequence(catalog, name, { schema: to, name: name.name });
}
