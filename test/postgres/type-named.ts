import type { ResolvedType } from '../../src/postgres/type-shapes.ts';

const builtIn: Readonly<Record<string, string>> = {
  smallint: 'int2', integer: 'int4', bigint: 'int8', real: 'float4', 'double precision': 'float8', boolean: 'bool', char: 'bpchar',
};

const labels: Readonly<Record<string, readonly string[]>> = { mood: ['sad', 'ok', 'happy'], mood2: ['sad', 'ok'] };

const domains: Readonly<Record<string, { readonly base: string; readonly constrained: boolean }>> = {
  d_int: { base: 'integer', constrained: false },
  d_int_chk: { base: 'integer', constrained: true },
  d_text: { base: 'text', constrained: false },
  d_text_chk: { base: 'text', constrained: true },
  d_vc10: { base: 'varchar(10)', constrained: false },
};

/** As the grammar gives them. */
const intervals: Readonly<Record<string, number>> = { 'interval year to month': 6, 'interval day to second': 7176 };

/** A type by the name that people write, with the enums and domains that the measurements use. */
export function typeNamed(written: string): ResolvedType {
  const domain = domains[written];
  if (domain) return { ...typeNamed(domain.base), domains: [{ name: { schema: 'public', name: written }, constrained: domain.constrained, notNull: false }] };
  const fields = intervals[written];
  if (fields !== undefined) return { base: { schema: 'pg_catalog', name: 'interval', modifiers: [fields], dimensions: 0 }, domains: [] };
  const { bare = '', modifiers } = /^(?<bare>[^(]+?)(\[\])?(\((?<modifiers>[^)]*)\)(\[\])?)?$/.exec(written)?.groups ?? {};
  const numbers = modifiers?.split(',').map(Number) ?? [];
  const name = builtIn[bare] ?? bare;
  const own = labels[bare];
  return {
    base: {
      schema: own || name === 'citext' || name === 'hstore' ? 'public' : 'pg_catalog',
      name,
      modifiers: name === 'interval' && numbers.length > 0 ? [0x7fff, ...numbers] : numbers,
      dimensions: written.endsWith('[]') ? 1 : 0,
    },
    domains: [],
    ...(own ? { enum: { values: own } } : {}),
  };
}
