import type { TypeName } from '../operations/operation.ts';
import { isBuiltInType } from '../postgres/types.ts';
import type { Catalog, Type } from './catalog.ts';

/** A type with its domains followed. */
export interface ResolvedTypeName {
  /** What values really are: never a domain. Dimensions of an array of a domain are added up. */
  readonly base: TypeName;
  /** The domains on the way, the outermost first. */
  readonly domains: readonly Extract<Type, { readonly kind: 'domain' }>[];
  readonly enum: Extract<Type, { readonly kind: 'enum' }> | undefined;
  /** Built in, or made by this history. */
  readonly known: boolean;
}

/** No honest chain of domains is longer: a loop ends here. */
const deepest = 32;

const none: readonly never[] = [];

/** What a type is underneath. */
export function resolveType(catalog: Catalog, type: TypeName): ResolvedTypeName {
  // Nobody makes another type in their place.
  if (type.schema === 'pg_catalog' && isBuiltInType(type.name)) return { base: type, domains: none, known: true, enum: undefined };
  const domains: Extract<Type, { readonly kind: 'domain' }>[] = [];
  let base = type;
  let found = catalog.type(base);
  while (found?.kind === 'domain' && domains.length < deepest) {
    domains.push(found);
    base = base.dimensions === 0 ? found.base : { ...found.base, dimensions: found.base.dimensions + base.dimensions };
    found = catalog.type(base);
  }
  const known = found !== undefined || (base.schema === 'pg_catalog' && isBuiltInType(base.name)) || catalog.table(base) !== undefined;
  return { base, domains, known, enum: found?.kind === 'enum' ? found : undefined };
}
