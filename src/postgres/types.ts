import type { QualifiedName, TypeName } from '../operations/operation.ts';
import { quoteIdentifier } from './identifiers.ts';

/**
 * The types of pg_catalog that no table's row makes (pg_type of PostgreSQL 18, without array types). Proven by
 * test/postgres/types.test.ts.
 */
const builtIn: ReadonlySet<string> = new Set(
  (
    'aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange anyelement anyenum ' +
    'anymultirange anynonarray anyrange bit bool box bpchar bytea char cid cidr circle cstring date datemultirange daterange event_trigger ' +
    'fdw_handler float4 float8 gtsvector index_am_handler inet int2 int2vector int4 int4multirange int4range int8 int8multirange int8range ' +
    'internal interval json jsonb jsonpath language_handler line lseg macaddr macaddr8 money name numeric nummultirange numrange oid oidvector ' +
    'path pg_brin_bloom_summary pg_brin_minmax_multi_summary pg_ddl_command pg_dependencies pg_lsn pg_mcv_list pg_ndistinct pg_node_tree ' +
    'pg_snapshot point polygon record refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc ' +
    'regprocedure regrole regtype table_am_handler text tid time timestamp timestamptz timetz trigger tsm_handler tsmultirange tsquery tsrange ' +
    'tstzmultirange tstzrange tsvector txid_snapshot unknown uuid varbit varchar void xid xid8 xml'
  ).split(' '),
);

/** Whether pg_catalog has a type of that name, array types such as `_text` included. */
export function isBuiltInType(name: string): boolean {
  return builtIn.has(name) || (name.startsWith('_') && builtIn.has(name.slice(1)));
}

/** Types with words of their own: before the modifiers, and behind them. */
const spellings: ReadonlyMap<string, readonly [before: string, behind: string]> = new Map([
  ['bit', ['bit', '']],
  ['bool', ['boolean', '']],
  ['bpchar', ['character', '']],
  ['float4', ['real', '']],
  ['float8', ['double precision', '']],
  ['int2', ['smallint', '']],
  ['int4', ['integer', '']],
  ['int8', ['bigint', '']],
  ['json', ['json', '']],
  ['numeric', ['numeric', '']],
  ['time', ['time', ' without time zone']],
  ['timetz', ['time', ' with time zone']],
  ['timestamp', ['timestamp', ' without time zone']],
  ['timestamptz', ['timestamp', ' with time zone']],
  ['varbit', ['bit varying', '']],
  ['varchar', ['character varying', '']],
]);

/** Types that keep no more than so many digits of a second, whatever is asked for. */
const fractional: ReadonlySet<string> = new Set(['time', 'timetz', 'timestamp', 'timestamptz']);
const mostDigits = 6;

/** Fields of an interval by their bit in its modifier (src/include/utils/datetime.h), the largest first. */
const intervalFields: readonly (readonly [bit: number, name: string])[] = [
  [1 << 2, 'year'],
  [1 << 1, 'month'],
  [1 << 3, 'day'],
  [1 << 10, 'hour'],
  [1 << 11, 'minute'],
  [1 << 12, 'second'],
];
const allFields = 0x7fff;

/**
 * A type as PostgreSQL's `format_type` spells it: `character varying(320)`, `timestamp(3) with time zone`, `integer[]`
 * (one pair of brackets, whatever the dimensions), `app.mood`.
 *
 * @param searchPath - schemas whose types go without their schema
 */
export function formatType(type: TypeName, searchPath: readonly string[] = ['public']): string {
  const { schema, name, dimensions } = type;
  if (schema === 'pg_catalog') {
    if (name.startsWith('_') && builtIn.has(name.slice(1))) return `${builtInType({ ...type, name: name.slice(1) })}[]`;
    return dimensions > 0 ? `${builtInType(type)}[]` : builtInType(type);
  }
  const modifiers = type.modifiers.length > 0 ? `(${type.modifiers.join(',')})` : '';
  return `${qualified(type, searchPath)}${modifiers}${dimensions > 0 ? '[]' : ''}`;
}

/** Words that name a column without quotes, but no type; the fully reserved ones `quoteIdentifier` knows. */
const notTypes: ReadonlySet<string> = new Set(
  (
    'between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval json json_array ' +
    'json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value least merge_action national nchar ' +
    'none normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes ' +
    'xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable'
  ).split(' '),
);

/** As the server quotes, which is more often than SQL needs it. */
function quoted(name: string): string {
  return notTypes.has(name) || name.includes('$') ? `"${name.replaceAll('"', '""')}"` : quoteIdentifier(name);
}

function qualified({ schema, name }: QualifiedName, searchPath: readonly string[]): string {
  if (schema === '' || searchPath.includes(schema)) return quoted(name);
  return `${quoted(schema)}.${quoted(name)}`;
}

function builtInType({ name, modifiers }: TypeName): string {
  if (name === 'interval') return intervalType(modifiers);
  // Without a length they are not the bit(1) and character(1) that the plain words mean.
  if (modifiers.length === 0 && name === 'bit') return '"bit"';
  if (modifiers.length === 0 && name === 'bpchar') return 'bpchar';
  const spelling = spellings.get(name);
  return spelling ? `${spelling[0]}${parameters(name, modifiers)}${spelling[1]}` : `${quoted(name)}${parameters(name, modifiers)}`;
}

function parameters(name: string, modifiers: TypeName['modifiers']): string {
  const [first, second] = modifiers;
  if (first === undefined) return '';
  if (name === 'numeric') return `(${first},${second ?? 0})`;
  if (fractional.has(name)) return `(${Math.min(Number(first), mostDigits)})`;
  return `(${modifiers.join(',')})`;
}

/** `interval day to second(3)`. The fields come first, as words or as the number that the grammar makes of them; then the digits. */
function intervalType([fields, digits]: TypeName['modifiers']): string {
  const precision = digits === undefined ? '' : `(${Math.min(Number(digits), mostDigits)})`;
  return `interval${fieldsOf(fields ?? allFields)}${precision}`;
}

function fieldsOf(mask: number | string): string {
  if (typeof mask === 'string') return ` ${mask}`;
  if (mask === allFields) return '';
  const names = intervalFields.filter(([bit]) => mask & bit).map(([, name]) => name);
  const [first, last] = [names[0], names.at(-1)];
  return first === last ? ` ${first}` : ` ${first} to ${last}`;
}
