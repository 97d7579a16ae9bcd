import type { ColumnDefinition, Expression, QualifiedName, TypeName } from '../operations/operation.ts';
import { isVolatileBuiltIn, isVolatileOfExtension } from '../postgres/volatility.ts';
import { objectKey, type Catalog } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';

/** Whether rows that are there get a value of a new column. */
export function fillsEveryRow({ default: value, serial, identity, generated }: ColumnDefinition): boolean {
  return serial !== undefined || identity !== undefined || generated !== undefined || (value !== undefined && value.kind !== 'null');
}

/** A domain with a CHECK or NOT NULL: PostgreSQL tries it on every row, even where the value is null. */
export function hasConstrainedType(type: TypeName, before: Catalog): boolean {
  return type.schema !== 'pg_catalog' && before.resolve(type).domains.some(({ constrained, notNull }) => constrained || notNull);
}

/** Whether a default has to be worked out for each row by itself. */
export function isVolatile(value: Expression | undefined, collected: Collected): boolean {
  return value?.functions.some((called) => isVolatileFunction(called, collected)) ?? false;
}

function isVolatileFunction({ schema, name }: QualifiedName, { before }: Collected): boolean {
  if ((schema === '' || schema === 'pg_catalog') && isVolatileBuiltIn(name)) return true;
  return !before.objects.has(objectKey('routine', { schema: schema === '' ? 'public' : schema, name })) && isVolatileOfExtension(name);
}
