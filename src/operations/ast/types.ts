import type { Ast } from '../../parser/ast-reader.ts';
import type { Names } from '../names.ts';
import type { ColumnDefinition, TypeName } from '../operation.ts';
import { serials } from '../type-names.ts';
import { folded } from './words.ts';

/** The names that SQL has for built-in types (PostgreSQL manual, table 8.1), with the modifier that stands for none. */
const builtIn: ReadonlyMap<string, { readonly name: string; readonly modifiers?: readonly number[] }> = new Map([
  ['int', { name: 'int4' }],
  ['integer', { name: 'int4' }],
  ['smallint', { name: 'int2' }],
  ['bigint', { name: 'int8' }],
  ['real', { name: 'float4' }],
  ['double precision', { name: 'float8' }],
  ['dec', { name: 'numeric' }],
  ['decimal', { name: 'numeric' }],
  ['numeric', { name: 'numeric' }],
  ['boolean', { name: 'bool' }],
  ['char', { name: 'bpchar', modifiers: [1] }],
  ['character', { name: 'bpchar', modifiers: [1] }],
  ['nchar', { name: 'bpchar', modifiers: [1] }],
  ['varchar', { name: 'varchar' }],
  ['character varying', { name: 'varchar' }],
  ['bit', { name: 'bit', modifiers: [1] }],
  ['bit varying', { name: 'varbit' }],
  ['timestamp', { name: 'timestamp' }],
  ['timestamp without time zone', { name: 'timestamp' }],
  ['timestamp with time zone', { name: 'timestamptz' }],
  ['time', { name: 'time' }],
  ['time without time zone', { name: 'time' }],
  ['time with time zone', { name: 'timetz' }],
  ['interval', { name: 'interval' }],
  ['json', { name: 'json' }],
]);

/** `interval(3)`: all fields (INTERVAL_FULL_RANGE in src/include/utils/timestamp.h), then the precision. */
const allIntervalFields = 0x7fff;

const none: readonly never[] = [];

/** A type as written. */
export function typeName(written: Ast.DataTypeDef, names: Names): TypeName {
  let type = written;
  let dimensions = 0;
  while (type.kind === 'array') {
    type = type.arrayOf;
    dimensions++;
  }
  const known = sqlType(type);
  const { config } = type;
  if (known) return { schema: 'pg_catalog', name: known.name, modifiers: modifiersOf(known.name, config) ?? known.modifiers ?? none, dimensions };
  const name = folded(type.name);
  const schema = type.schema === undefined ? undefined : folded(type.schema);
  const resolved = schema === 'pg_catalog' ? { schema, name } : names.type(schema, name);
  return { schema: resolved.schema, name: resolved.name, modifiers: config ?? none, dimensions };
}

/** The name by which PostgreSQL's grammar calls a type. */
export function grammarName(written: Ast.DataTypeDef): string {
  let type = written;
  while (type.kind === 'array') type = type.arrayOf;
  return sqlType(type)?.name ?? folded(type.name);
}

/** The integer type behind `serial` and its like, which only a column's definition can have. */
export function serialType(type: Ast.DataTypeDef): { readonly serial: NonNullable<ColumnDefinition['serial']>; readonly type: TypeName } | undefined {
  if (type.kind === 'array' || type.schema !== undefined) return undefined;
  const found = serials.get(type.name);
  return found && { serial: found.serial, type: { schema: 'pg_catalog', name: found.type, modifiers: none, dimensions: 0 } };
}

function sqlType({ name, schema, doubleQuoted, config }: Ast.BasicDataTypeDef): { readonly name: string; readonly modifiers?: readonly number[] } | undefined {
  if (schema !== undefined || doubleQuoted) return undefined;
  // float(p) counts binary digits and has no modifier of its own.
  if (name === 'float') return { name: config?.[0] !== undefined && config[0] <= 24 ? 'float4' : 'float8' };
  return builtIn.get(name);
}

function modifiersOf(name: string, config: readonly number[] | undefined): readonly number[] | undefined {
  if (!config || name.startsWith('float')) return undefined;
  return name === 'interval' ? [allIntervalFields, ...config] : config;
}
