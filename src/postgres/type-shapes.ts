import type { QualifiedName, TypeName } from '../operations/operation.ts';
import { formatType } from './types.ts';

/** A type with its domains followed, as `Catalog.resolve` gives it. */
export interface ResolvedType {
  /** The type that values really have: never a domain. */
  readonly base: TypeName;
  /** The domains on the way, the outermost first, and whether they check values or refuse nulls. */
  readonly domains: readonly { readonly name: QualifiedName; readonly constrained: boolean; readonly notNull: boolean }[];
  /** Of an enum, or of an array of enums. */
  readonly enum?: { readonly values: readonly string[] } | undefined;
}

/** What matters of a type when its values move to another one. */
export type Shape =
  | { readonly family: 'integer'; readonly digits: number; readonly bits: number }
  /** Digits before and after the point; both absent without a precision. */
  | { readonly family: 'numeric'; readonly whole?: number; readonly scale?: number }
  /** Decimal digits that it keeps for certain, and the characters of its longest text. */
  | { readonly family: 'float'; readonly digits: number; readonly width: number }
  /** `max` characters; `char`: blanks at the end do not count; `name`: cut without a word. */
  | { readonly family: 'text'; readonly kind: 'text' | 'varchar' | 'char' | 'name' | 'citext'; readonly max?: number }
  | { readonly family: 'bit'; readonly length?: number; readonly fixed: boolean }
  | { readonly family: 'timestamp'; readonly precision: number; readonly zone: boolean }
  | { readonly family: 'time'; readonly precision: number; readonly zone: boolean }
  /** `last`: the smallest field that it keeps, from 0 (year) to 5 (second). */
  | { readonly family: 'interval'; readonly precision: number; readonly last: number }
  | { readonly family: 'enum'; readonly name: string; readonly labels: readonly string[] }
  | { readonly family: 'array'; readonly element: Shape }
  | { readonly family: 'fixed'; readonly name: string; readonly width?: number }
  /** A type that this table does not describe: an extension's, a composite. */
  | { readonly family: 'unknown'; readonly name: string };

/** Characters that an offset from UTC can need: `+05:30`, and `-00:01:15` before time zones. */
const offset = 9;
/** name keeps 63 bytes. */
const nameLength = 63;

/**
 * Types without modifiers, with the characters of their longest text where it has a bound: years 1 to 9999, no
 * infinities. Proven by test/postgres/type-changes.test.ts.
 */
const fixed: Readonly<Record<string, number | undefined>> = {
  bool: 5,
  uuid: 36,
  date: 10,
  inet: 43,
  cidr: 43,
  macaddr: 17,
  macaddr8: 23,
  oid: 10,
  money: 27,
  int4range: 25,
  int8range: 43,
  daterange: 23,
  tsrange: 59,
  tstzrange: 77,
  point: 51,
  bytea: undefined,
  json: undefined,
  jsonb: undefined,
  xml: undefined,
  tsvector: undefined,
  tsquery: undefined,
  numrange: undefined,
  hstore: undefined,
};

const integers: Readonly<Record<string, Shape>> = {
  int2: { family: 'integer', digits: 5, bits: 16 },
  int4: { family: 'integer', digits: 10, bits: 32 },
  int8: { family: 'integer', digits: 19, bits: 64 },
};

const floats: Readonly<Record<string, Shape>> = {
  float4: { family: 'float', digits: 6, width: 15 },
  float8: { family: 'float', digits: 15, width: 24 },
};

const intervalBits = [2, 1, 3, 10, 11, 12];

/** Extension types that this table knows; extensions may sit in any schema. */
const extensionTypes = new Set(['citext', 'hstore']);

/** What matters of a type when its values move to another one. */
export function shapeOf(resolved: ResolvedType): Shape {
  const { base: type, enum: labelled } = resolved;
  if (type.dimensions > 0) {
    const element = shapeOf({ ...resolved, base: { ...type, dimensions: 0 } });
    return element.family === 'unknown' ? { family: 'unknown', name: `${element.name}[]` } : { family: 'array', element };
  }
  if (labelled) return { family: 'enum', name: type.name, labels: labelled.values };
  if (type.schema !== 'pg_catalog' && !extensionTypes.has(type.name)) return { family: 'unknown', name: `${type.schema}.${type.name}` };
  return builtIn(type);
}

function builtIn({ name, modifiers }: TypeName): Shape {
  const known = integers[name] ?? floats[name];
  if (known) return known;
  const numbers = modifiers.filter((modifier): modifier is number => typeof modifier === 'number');
  const [first] = numbers;
  switch (name) {
    case 'numeric':
      return first === undefined ? { family: 'numeric' } : { family: 'numeric', whole: first - (numbers[1] ?? 0), scale: numbers[1] ?? 0 };
    case 'text':
    case 'citext':
      return { family: 'text', kind: name };
    case 'varchar':
      return { family: 'text', kind: 'varchar', ...(first === undefined ? {} : { max: first }) };
    case 'bpchar':
      return { family: 'text', kind: 'char', ...(first === undefined ? {} : { max: first }) };
    case 'name':
      return { family: 'text', kind: 'name', max: nameLength };
    case 'bit':
      return { family: 'bit', length: first ?? 1, fixed: true };
    case 'varbit':
      return { family: 'bit', fixed: false, ...(first === undefined ? {} : { length: first }) };
    case 'timestamp':
    case 'timestamptz':
      return { family: 'timestamp', precision: Math.min(first ?? 6, 6), zone: name === 'timestamptz' };
    case 'time':
    case 'timetz':
      return { family: 'time', precision: Math.min(first ?? 6, 6), zone: name === 'timetz' };
    case 'interval':
      return { family: 'interval', precision: Math.min(numbers[1] ?? 6, 6), last: lastField(first) };
    default:
      return name in fixed ? { family: 'fixed', name, ...width(fixed[name]) } : { family: 'unknown', name };
  }
}

function width(characters: number | undefined): { readonly width?: number } {
  return characters === undefined ? {} : { width: characters };
}

/** The grammar gives an interval's fields as a mask: the bits of year, month, day, hour, minute and second (src/include/utils/datetime.h). */
function lastField(mask: number | undefined): number {
  if (mask === undefined) return 5;
  return intervalBits.findLastIndex((bit) => (mask & (1 << bit)) !== 0);
}

const fraction = (precision: number): number => (precision > 0 ? precision + 1 : 0);

/**
 * How many characters the longest value needs as text; undefined: there is no bound. For values of ordinary size:
 * years 1 to 9999, no infinities.
 */
export function textWidth(shape: Shape): number | undefined {
  switch (shape.family) {
    case 'integer':
      return shape.digits + 1;
    case 'numeric':
      return numericWidth(shape);
    case 'float':
    case 'fixed':
      return shape.width;
    case 'text':
      return shape.max;
    case 'bit':
      return shape.length;
    case 'timestamp':
      return 19 + fraction(shape.precision) + (shape.zone ? offset : 0);
    case 'time':
      return 8 + fraction(shape.precision) + (shape.zone ? offset : 0);
    case 'interval':
      return intervalWidth(shape);
    case 'enum':
      return Math.max(0, ...shape.labels.map((label) => Array.from(label).length));
    case 'array':
    case 'unknown':
      return undefined;
  }
}

/** Sign, digits, point: numeric(10,0) needs 11, numeric(10,2) 12. */
function numericWidth({ whole, scale }: Shape & { readonly family: 'numeric' }): number | undefined {
  if (whole === undefined || scale === undefined) return undefined;
  return 1 + Math.max(whole, 1) + (scale > 0 ? scale + 1 : 0);
}

/** `-9999 years -11 mons -30 days -23:59:59.999999`; without days and time `-9999 years -11 mons`. */
function intervalWidth({ precision, last }: Shape & { readonly family: 'interval' }): number {
  if (last === 0) return '-9999 years'.length;
  if (last === 1) return '-9999 years -11 mons'.length;
  if (last === 2) return '-9999 years -11 mons -30 days'.length;
  return '-9999 years -11 mons -30 days -23:59:59'.length + (last === 5 ? fraction(precision) : 0);
}

const spellings: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  bpchar: 'char',
};

/** A type as people write it, short: `varchar(320)`, `timestamptz(3)`, `integer[]`. */
export function spell(type: TypeName): string {
  if (type.name === 'interval') return formatType(type);
  const bare = type.schema === 'pg_catalog' || type.schema === 'public' ? (spellings[type.name] ?? type.name) : `${type.schema}.${type.name}`;
  const parameters = type.modifiers.length > 0 ? `(${type.modifiers.join(',')})` : '';
  return `${bare}${parameters}${'[]'.repeat(type.dimensions)}`;
}
