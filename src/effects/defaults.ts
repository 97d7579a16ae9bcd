import type { ColumnDefinition, Expression, QualifiedName, Routine, TypeName } from '../operations/operation.ts';
import { isVolatileBuiltIn, isVolatileOfExtension } from '../postgres/volatility.ts';
import { key, objectKey, type Catalog, type CatalogObject } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';

/** Whether rows that are there get a value of a new column. */
export function fillsEveryRow({ default: value, type, serial, identity, generated }: ColumnDefinition, before: Catalog): boolean {
  if (serial !== undefined || identity !== undefined || generated !== undefined) return true;
  return (value ?? typeDefault(type, before) ?? { kind: 'null' }).kind !== 'null';
}

/** The default that a domain gives to its columns. */
export function typeDefault(type: TypeName, before: Catalog): Expression | undefined {
  const domain = type.schema === 'pg_catalog' || type.dimensions > 0 ? undefined : before.type(type);
  return domain?.kind === 'domain' && domain.hasDefault ? domain.default : undefined;
}

/** A domain with a CHECK or NOT NULL: PostgreSQL tries it on every row, even where the value is null. */
export function hasConstrainedType(type: TypeName, before: Catalog): boolean {
  if (type.schema === 'pg_catalog' || type.dimensions > 0) return false;
  return before.resolve(type).domains.some(({ constrained, notNull }) => constrained || notNull);
}

/** Whether a default has to be worked out for each row by itself. */
export function isVolatile(value: Expression | undefined, collected: Collected): boolean {
  return value?.functions.some((called) => isVolatileFunction(called, collected)) ?? false;
}

function isVolatileFunction({ schema, name }: QualifiedName, collected: Collected): boolean {
  if ((schema === '' || schema === 'pg_catalog') && isVolatileBuiltIn(name)) return true;
  const made = madeFunction(schema, name, collected.before);
  if (!made) return isVolatileOfExtension(name);
  const routines = [...(made.routines?.values() ?? [])];
  // Of several overloads nobody knows here which is meant.
  return routines.length > 0 && routines.every((routine) => isVolatileRoutine(routine, collected));
}

/** A function that the history makes; without a schema in its name, in `public` or the only schema that has one. */
function madeFunction(schema: string, name: string, { objects }: Catalog): CatalogObject | undefined {
  if (schema !== '') return objects.get(objectKey('routine', { schema, name }));
  const own = objects.get(objectKey('routine', { schema: 'public', name }));
  if (own) return own;
  const wanted = `\n${name}`;
  const found = new Map<string, CatalogObject>();
  for (const [at, object] of objects.entries()) if (at.startsWith('routine ') && at.endsWith(wanted)) found.set(key(object.name), object);
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** From 12 on a function in SQL that is one expression is put in place of its call: what that calls decides. */
function isVolatileRoutine({ volatility, language, body }: Routine, collected: Collected): boolean {
  if (volatility !== 'volatile') return false;
  if (language !== 'sql' || body === undefined || collected.isBefore(12)) return true;
  const words = body.toLowerCase().match(/[a-z_][\w$]*/g) ?? [];
  return words.some((word) => notAnExpression.has(word) || isVolatileBuiltIn(word) || isVolatileOfExtension(word));
}

/** Words of a body that is more than one expression. */
const notAnExpression: ReadonlySet<string> = new Set(['from', 'with', 'insert', 'update', 'delete', 'merge', 'limit', 'order', 'union', 'values', 'create', 'perform']);
