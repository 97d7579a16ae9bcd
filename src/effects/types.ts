import type { OperationOf, QualifiedName, TypeName } from '../operations/operation.ts';
import { key, type Table } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';
import { dropViews } from './views.ts';

export const typeEffects = {
  'alter-domain': alterDomain,
  'drop-type': dropType,
};

/** Actions that try the domain's conditions on every row of a column of it. */
const checking: ReadonlySet<OperationOf<'alter-domain'>['action']> = new Set(['add-check', 'set-not-null', 'validate']);

/** It costs a look at every column of the catalog; few migrations alter domains. */
function alterDomain({ type, action, notValid }: OperationOf<'alter-domain'>, collected: Collected): void {
  if (!checking.has(action) || notValid) return;
  const { before } = collected;
  const uses = (used: TypeName): boolean => before.resolve(used).domains.some(({ name }) => key(name) === key(type));
  for (const table of before.tables.values()) {
    if (table.partitionBy || !hasColumn(table, uses)) continue;
    collected.lock(table.name, 'SHARE', 'dependent');
    collected.scan(table.name, 'domain');
  }
}

/** The columns of the type go too. */
function dropType({ type, cascade }: OperationOf<'drop-type'>, collected: Collected): void {
  if (!cascade) return;
  for (const table of collected.before.tables.values()) {
    for (const column of table.columns.values()) {
      if (!isOfType(column.type, type)) continue;
      collected.lock(table.name, 'ACCESS EXCLUSIVE', 'dependent');
      dropViews(table.name, collected, column.name);
      for (const { name, reads } of table.indexes.values()) if (reads.includes(column.name)) collected.lock({ schema: table.name.schema, name }, 'ACCESS EXCLUSIVE', 'index');
    }
  }
}

function isOfType(type: TypeName | undefined, wanted: QualifiedName): boolean {
  return type?.name === wanted.name && type.schema === wanted.schema;
}

function hasColumn({ columns }: Table, uses: (type: TypeName) => boolean): boolean {
  for (const { type } of columns.values()) if (type && type.schema !== 'pg_catalog' && uses(type)) return true;
  return false;
}
