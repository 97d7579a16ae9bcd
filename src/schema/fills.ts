import type { Expression, QualifiedName } from '../operations/operation.ts';
import type { Catalog, Column } from './catalog.ts';

/**
 * What an UPDATE makes of the rows of a column: `nothing` where it sets the column to itself.
 *
 * @param known - the column, where the history shows it: DEFAULT is NULL where it has none
 */
export function fillOf(value: Expression, column: string, table: QualifiedName, known: Column | undefined, catalog: Catalog): 'values' | 'nulls' | 'nothing' {
  if (value.kind === 'null') return 'nulls';
  if (value.isDefault) return known && !hasDefault(known, catalog) ? 'nulls' : 'values';
  const reference = value.columns[0];
  const isOwn = value.column === column && (!reference?.relation || (reference.relation.name === table.name && reference.relation.schema === table.schema));
  return isOwn ? 'nothing' : 'values';
}

function hasDefault({ default: own, identity, generated, type }: Column, catalog: Catalog): boolean {
  if (own) return own.kind !== 'null';
  const domain = type?.dimensions === 0 ? catalog.type(type) : undefined;
  // Without a type nobody knows.
  return identity !== undefined || generated !== undefined || !type || (domain?.kind === 'domain' && domain.hasDefault);
}
