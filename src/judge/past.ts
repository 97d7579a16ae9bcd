import type { Operation, QualifiedName } from '../operations/operation.ts';
import { key } from '../schema/catalog.ts';
import type { Done } from './rule.ts';

/** Files an operation under each relation that it writes or reads. */
export function fileByTable(map: Map<string, Done[]>, earlier: Done): void {
  const tables = touched(earlier.operation);
  if (tables.length === 1 && tables[0]) append(map, key(tables[0]), earlier);
  else for (const table of new Set(tables.map(key))) append(map, table, earlier);
}

/** Files an operation under a key. */
export function append<K>(map: Map<K, Done[]>, at: K, earlier: Done): void {
  const list = map.get(at);
  if (list) list.push(earlier);
  else map.set(at, [earlier]);
}

/** The relations that an operation writes or reads. */
function touched(operation: Operation): readonly QualifiedName[] {
  const own = 'table' in operation ? [operation.table] : [];
  switch (operation.kind) {
    case 'insert':
    case 'update':
    case 'delete':
      return operation.from ? [...own, ...operation.from.relations] : own;
    case 'create-table':
      return operation.as ? [...own, ...operation.as.relations] : own;
    case 'create-view':
      return [operation.view, ...operation.query.relations];
    case 'select':
      return operation.query.relations;
    case 'assertion':
      return operation.relations;
    default:
      return own;
  }
}
