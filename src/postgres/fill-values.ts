import { quoteLiteral } from './identifiers.ts';
import type { ResolvedType } from './type-shapes.ts';

const byType: Readonly<Record<string, string>> = {
  int2: '0', int4: '0', int8: '0', numeric: '0', float4: '0', float8: '0', money: '0', oid: '0',
  bool: 'false',
  text: "''", varchar: "''", bpchar: "''", citext: "''", name: "''",
  uuid: 'gen_random_uuid()',
  date: 'CURRENT_DATE', timestamp: 'now()', timestamptz: 'now()', time: "'00:00'", timetz: "'00:00+00'", interval: "'0'",
  json: "'{}'", jsonb: "'{}'", hstore: "''", bytea: "''", xml: "''", tsvector: "''",
  inet: "'0.0.0.0'", cidr: "'0.0.0.0/32'", macaddr: "'00:00:00:00:00:00'",
  int4range: "'empty'", int8range: "'empty'", numrange: "'empty'", daterange: "'empty'", tsrange: "'empty'", tstzrange: "'empty'",
  varbit: "''",
};

/**
 * A value of the type that can stand in an example until someone puts the right one there. `DEFAULT` where this table
 * knows none: it runs, whatever the type.
 */
export function fillValue(resolved: ResolvedType | undefined): string {
  if (!resolved) return 'DEFAULT';
  const { base: type, enum: labelled, domains } = resolved;
  if (domains.some(({ constrained }) => constrained)) return 'DEFAULT';
  if (type.dimensions > 0) return "'{}'";
  const [label] = labelled?.values ?? [];
  if (label !== undefined) return quoteLiteral(label);
  return byType[type.name] ?? 'DEFAULT';
}
