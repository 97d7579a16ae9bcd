import type { Node, TypeName as TypeNode } from '../parser/nodes.ts';
import type { Names } from './names.ts';
import type { ColumnDefinition, TypeName } from './operation.ts';
import { lastWord, schemaWord, word, words } from './words.ts';

type Serial = NonNullable<ColumnDefinition['serial']>;

/** What serial and its like stand for (PostgreSQL manual, 8.1.4 Serial Types). */
export const serials: ReadonlyMap<string, { readonly serial: Serial; readonly type: string }> = new Map([
  ['smallserial', { serial: 'smallserial', type: 'int2' }],
  ['serial2', { serial: 'smallserial', type: 'int2' }],
  ['serial', { serial: 'serial', type: 'int4' }],
  ['serial4', { serial: 'serial', type: 'int4' }],
  ['bigserial', { serial: 'bigserial', type: 'int8' }],
  ['serial8', { serial: 'bigserial', type: 'int8' }],
]);

const none: readonly never[] = [];

/**
 * A type as written. `table.column%TYPE` keeps its words as the name, in no schema; a column without a type of its own
 * (of a partition or a typed table) has an empty name.
 */
export function typeName(node: TypeNode | undefined, names: Names): TypeName {
  const written = node?.names;
  if (node === undefined || written === undefined) return { schema: '', name: '', modifiers: none, dimensions: 0 };
  const modifiers = node.typmods ? node.typmods.map(modifier) : none;
  const dimensions = node.arrayBounds?.length ?? 0;
  if (node.pct_type) return { schema: '', name: `${words(written).join('.')}%TYPE`, modifiers, dimensions };
  const schema = schemaWord(written);
  const name = lastWord(written);
  const resolved = schema === 'pg_catalog' ? undefined : names.type(schema, name);
  if (resolved && resolved.schema !== 'pg_catalog') return { schema: resolved.schema, name: resolved.name, modifiers, dimensions };
  return modifiers === none && dimensions === 0 ? plainBuiltIn(name) : { schema: 'pg_catalog', name, modifiers, dimensions };
}

/** The built-in types that columns have, without modifiers: most columns share a few of them. */
const plain = new Map<string, TypeName>();

function plainBuiltIn(name: string): TypeName {
  let type = plain.get(name);
  if (!type) plain.set(name, (type = { schema: 'pg_catalog', name, modifiers: none, dimensions: 0 }));
  return type;
}

/** The integer type behind `serial` and its like, which only a column's definition can have. */
export function serialType(node: TypeNode | undefined): { readonly serial: Serial; readonly type: TypeName } | undefined {
  if (node?.names?.length !== 1 || node.pct_type || node.arrayBounds) return undefined;
  const found = serials.get(word(node.names[0]));
  return found && { serial: found.serial, type: { schema: 'pg_catalog', name: found.type, modifiers: none, dimensions: 0 } };
}

function modifier(node: Node): number | string {
  if ('A_Const' in node) {
    const { ival, fval, sval } = node.A_Const;
    if (ival) return ival.ival ?? 0;
    return fval?.fval ?? sval?.sval ?? '';
  }
  if ('ColumnRef' in node) return words(node.ColumnRef.fields).join('.');
  return '';
}
