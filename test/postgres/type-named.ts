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

/** A type by the name that people write, with the enums and domains that the measurements use. */
export function typeNamed(written: string): ResolvedType {
  const domain = domains[written];
  if (domain) return { ...typeNamed(domain.base), domain: { name: { schema: 'public', name: written }, constrained: domain.constrained, notNull: false } };
  const array = written.endsWith('[]');
  const interval = /^interval (?<fields>[a-z ]+)$/.exec(written)?.groups?.fields;
  const { bare = '', modifiers } = /^(?<bare>[^(]+?)(\[\])?(\((?<modifiers>[^)]*)\)(\[\])?)?$/.exec(interval === undefined ? written : 'interval')?.groups ?? {};
  const name = builtIn[bare] ?? bare;
  const own = labels[bare];
  return {
    type: {
      schema: own || name === 'citext' || name === 'hstore' ? 'public' : 'pg_catalog',
      name,
      modifiers: interval === undefined ? (modifiers?.split(',').map(Number) ?? []) : [interval],
      dimensions: array ? 1 : 0,
    },
    ...(own ? { labels: own } : {}),
  };
}
