import type { OperationOf, TypeName } from '../operations/operation.ts';
import { key, type Table } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';

export const typeEffects = {
  'alter-domain': alterDomain,
};

/** Actions that try the domain's conditions on every row of a column of it. */
const checking: ReadonlySet<OperationOf<'alter-domain'>['action']> = new Set(['add-check', 'set-not-null', 'validate']);

function alterDomain({ type, action, notValid }: OperationOf<'alter-domain'>, collected: Collected): void {
  if (!checking.has(action) || notValid) return;
  for (const table of collected.before.tables.values()) {
    if (!usesDomain(table, type, collected)) continue;
    collected.lock(table.name, 'SHARE', 'dependent');
    collected.scan(table.name, 'domain');
  }
}

function usesDomain({ columns }: Table, domain: OperationOf<'alter-domain'>['type'], { before }: Collected): boolean {
  const uses = (type: TypeName): boolean => before.resolve(type).domains.some(({ name }) => key(name) === key(domain));
  for (const { type } of columns.values()) if (type && type.schema !== 'pg_catalog' && uses(type)) return true;
  return false;
}
