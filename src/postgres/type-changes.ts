import type { TypeName } from '../operations/operation.ts';
import { shapeOf, spell, textWidth, type ResolvedType, type Shape } from './type-shapes.ts';

/**
 * What becomes of the values when a column's type changes, for values of ordinary size (years 1 to 9999, no
 * infinities):
 * `narrowing` some cannot be held and raise an error, `lossy` some change without a word, `fails` some are no value of
 * the new type at all or there is no such cast, `time zone` the session's time zone decides.
 */
export type Verdict = 'same' | 'widening' | 'narrowing' | 'lossy' | 'fails' | 'time zone' | 'unknown';

/** What ALTER COLUMN … TYPE does. Proven by test/postgres/type-changes.test.ts, on data measured on servers 10 to 18. */
export interface TypeChange {
  readonly verdict: Verdict;
  /** Whether the table is written anew under ACCESS EXCLUSIVE. */
  readonly rewrites: boolean | 'unknown';
  readonly indexRebuild: boolean | 'unknown';
  /** The reason in a clause, such as `varchar(320) holds up to 320 characters, varchar(255) 255`. */
  readonly why: string;
  /** PostgreSQL has no cast that it would use by itself: the ALTER fails at once (42804). */
  readonly castMissing?: true;
}

/**
 * `assignment`: what ALTER does by itself; `explicit`: what `USING column::type` allows, which also cuts silently;
 * `through text`: `USING column::text::type`, the way from one enum to another.
 */
export type CastContext = 'assignment' | 'explicit' | 'through text';

interface Move {
  readonly verdict: Verdict;
  readonly why: string;
  /** Only an explicit cast does this. */
  readonly explicitOnly?: true;
  readonly castMissing?: true;
}

type Family = Shape['family'];
type Of<F extends Family> = Extract<Shape, { readonly family: F }>;
/** Names of both types, for the reason. */
interface Names { readonly from: string; readonly to: string }
type Mover = (from: Shape, to: Shape, names: Names, cast: CastContext) => Move | undefined;

const widening: Move = { verdict: 'widening', why: 'every value fits' };
const byTimeZone: Move = { verdict: 'time zone', why: 'the session’s time zone decides what the values become' };

function narrowing(why: string): Move {
  return { verdict: 'narrowing', why };
}

function lossy(why: string): Move {
  return { verdict: 'lossy', why };
}

function fails(why: string): Move {
  return { verdict: 'fails', why };
}

function explicitly(move: Move): Move {
  return { ...move, explicitOnly: true };
}

/** A row of the table below; the shapes are those of its key, so the assertion holds. */
function row<A extends Family, B extends Family>(from: A, to: B, move: (from: Of<A>, to: Of<B>, names: Names, cast: CastContext) => Move | undefined): readonly [string, Mover] {
  return [`${from}>${to}`, move as Mover];
}

/** By the families of both types; no row, or undefined from a row: PostgreSQL has no such cast. */
const byFamily: ReadonlyMap<string, Mover> = new Map([
  row('integer', 'integer', (from, to, names) => (from.bits <= to.bits ? widening : narrowing(`${names.from} goes up to ${largest(from.bits)}, ${names.to} to ${largest(to.bits)}`))),
  row('integer', 'numeric', ({ digits }, to, names) => intoNumeric({ whole: digits, scale: 0 }, to, names)),
  row('integer', 'float', ({ bits }, to, names) => (bits <= (to.digits === 6 ? 16 : 32) ? widening : lossy(`${names.to} keeps ${to.digits} digits`))),
  row('integer', 'bit', ({ bits }, to) => {
    if (bits === 16 || !to.fixed) return undefined;
    return explicitly((to.length ?? bits) >= bits ? widening : lossy(`bit(${to.length ?? 1}) keeps the lowest ${to.length ?? 1} of ${bits} bits`));
  }),
  row('numeric', 'integer', (from, to, names) => {
    if (from.whole === undefined || from.scale === undefined) return narrowing(`numeric has no bound, ${names.to} goes up to ${largest(to.bits)}, and fractions are rounded`);
    if (from.whole >= to.digits) return narrowing(`${names.from} has ${digits(from.whole)} before the point, ${names.to} goes up to ${largest(to.bits)}`);
    return from.scale > 0 ? lossy(`fractions are rounded to ${names.to}`) : widening;
  }),
  row('numeric', 'numeric', intoNumeric),
  row('numeric', 'float', (from, to, names) => {
    if (from.whole === undefined || from.scale === undefined) return lossy(`numeric has any number of digits, ${names.to} keeps ${to.digits}`);
    return from.whole + Math.max(from.scale, 0) <= to.digits ? widening : lossy(`${names.to} keeps ${to.digits} digits`);
  }),
  row('float', 'integer', (_, to, names) => narrowing(`fractions are rounded, and ${names.to} goes up to ${largest(to.bits)}`)),
  row('float', 'numeric', (_, to, names) => (to.whole === undefined ? lossy(`the cast keeps only the digits that ${names.from} is sure of`) : narrowing(`${names.to} has ${digits(to.whole)} before the point and ${to.scale ?? 0} after it`))),
  row('float', 'float', (from, to, names) => (from.digits <= to.digits ? widening : narrowing(`${names.to} keeps ${to.digits} digits, and is out of range for very large and very small values`))),
  row('bit', 'bit', bits),
  row('bit', 'integer', (from, to, names) => {
    if (!from.fixed || to.bits === 16) return undefined;
    return explicitly((from.length ?? 1) <= to.bits ? widening : fails(`${names.from} does not fit into ${to.bits} bits`));
  }),
  row('timestamp', 'timestamp', (from, to, names) => {
    if (to.precision < from.precision) return lossy(`fractions of a second are rounded to ${names.to}`);
    return from.zone === to.zone ? widening : byTimeZone;
  }),
  row('timestamp', 'time', (from, to, names) => (to.zone && !from.zone ? undefined : lossy(`${names.to} has no date`))),
  row('time', 'time', (from, to, names) => {
    if (from.zone && !to.zone) return lossy(`${names.to} has no offset from UTC`);
    if (to.precision < from.precision) return lossy(`fractions of a second are rounded to ${names.to}`);
    return from.zone === to.zone ? widening : byTimeZone;
  }),
  row('time', 'interval', (from, to, names) => (from.zone ? undefined : intervals({ ...to, precision: from.precision, last: 5 }, to, names))),
  row('interval', 'time', (_, to, names) => (to.zone ? undefined : lossy(`${names.to} has no days, months and years`))),
  row('interval', 'interval', intervals),
]);

/** By family or, for types without modifiers, by name. */
const byName: ReadonlyMap<string, Mover> = new Map<string, Mover>([
  ['integer>bool', (from) => (isInt4(from) ? explicitly(lossy('every number but 0 becomes true')) : undefined)],
  ['bool>integer', (_, to) => (isInt4(to) ? explicitly(widening) : undefined)],
  ['integer>oid', (from, _, { to }) => (from.family === 'integer' && from.bits === 64 ? narrowing(`${to} goes from 0 to 4294967295`) : lossy('negative numbers turn into large ones'))],
  ['oid>integer', (_, to) => {
    if (to.family !== 'integer' || to.bits === 16) return undefined;
    return to.bits === 64 ? widening : lossy('numbers above 2147483647 turn negative');
  }],
  ['integer>bytea', () => explicitly(widening)],
  ['bytea>integer', (_, __, { to }) => explicitly(narrowing(`only so many bytes are ${to}`))],
  ['integer>money', (from) => {
    if (from.family !== 'integer' || from.bits === 16) return undefined;
    return from.bits === 64 ? narrowing('money goes up to 92233720368547758.07') : widening;
  }],
  ['numeric>money', (from) => {
    if (from.family !== 'numeric' || from.whole === undefined || from.whole > 16) return narrowing('money goes up to 92233720368547758.07');
    return (from.scale ?? 0) > 2 ? lossy('money has two digits after the point') : widening;
  }],
  ['money>numeric', (_, to, names) => (to.family === 'numeric' ? intoNumeric({ whole: 17, scale: 2 }, to, names) : undefined)],
  ['date>timestamp', (_, to) => (to.family === 'timestamp' && to.zone ? byTimeZone : widening)],
  ['timestamp>date', () => lossy('date has no time of day')],
  ['cidr>inet', () => widening],
  ['inet>cidr', () => lossy('cidr clears the bits of the host')],
  ['macaddr>macaddr8', () => widening],
  ['macaddr8>macaddr', () => fails('macaddr takes only addresses with ff:fe in the middle')],
  ['jsonb>json', () => widening],
  ['json>jsonb', () => lossy('jsonb drops duplicate keys, their order and white space, and refuses \\u0000')],
  ['jsonb>integer', jsonbScalar],
  ['jsonb>numeric', jsonbScalar],
  ['jsonb>float', jsonbScalar],
  ['jsonb>bool', jsonbScalar],
  ['hstore>json', () => explicitly(widening)],
  ['hstore>jsonb', () => explicitly(widening)],
  ['array>hstore', (from) => (from.family === 'array' && from.element.family === 'text' ? explicitly(fails('hstore takes only arrays of keys and values')) : undefined)],
]);

function jsonbScalar(_: Shape, __: Shape, { to }: Names): Move {
  return explicitly(fails(`only a JSON value of that kind can become ${to}`));
}

function isInt4(shape: Shape): boolean {
  return shape.family === 'integer' && shape.bits === 32;
}

function largest(bits: number): string {
  return String(2n ** BigInt(bits - 1) - 1n);
}

function digits(count: number): string {
  return count === 1 ? '1 digit' : `${Math.max(count, 0)} digits`;
}

/** Too few digits before the point raise 22003; too few after it round, which can carry one place further. */
function intoNumeric(from: Pick<Of<'numeric'>, 'whole' | 'scale'>, to: Of<'numeric'>, names: Names): Move {
  if (to.whole === undefined || to.scale === undefined) return widening;
  if (from.whole === undefined || from.scale === undefined) return narrowing(`numeric has no bound, ${names.to} has ${digits(to.whole)} before the point and ${to.scale} after it`);
  if (to.whole < from.whole) return narrowing(`${names.from} has ${digits(from.whole)} before the point, ${names.to} ${Math.max(to.whole, 0)}`);
  if (to.scale >= from.scale) return widening;
  const rounds = `${names.from} has ${digits(from.scale)} after the point, ${names.to} ${to.scale}`;
  return to.whole === from.whole ? narrowing(rounds) : lossy(rounds);
}

function bits(from: Of<'bit'>, to: Of<'bit'>, names: Names, cast: CastContext): Move {
  if (to.fixed) {
    if (from.fixed && from.length === to.length) return widening;
    return cast !== 'assignment' ? lossy(`an explicit cast cuts or pads to ${to.length ?? 1} bits without a word`) : fails(`${names.to} takes exactly ${to.length ?? 1} bits`);
  }
  if (to.length === undefined || (from.length !== undefined && from.length <= to.length)) return widening;
  return tooLong(`${names.from} holds up to ${from.length ?? 'any number of'} bits, ${names.to} ${to.length}`, cast);
}

function intervals(from: Of<'interval'>, to: Of<'interval'>, names: Names): Move {
  if (to.last < from.last) return lossy(`${names.to} drops the smaller fields`);
  return from.last === 5 && to.precision < from.precision ? lossy(`fractions of a second are rounded to ${names.to}`) : widening;
}

function tooLong(why: string, cast: CastContext): Move {
  return cast !== 'assignment' ? lossy(`${why}: the cast in USING cuts the rest off without an error`) : narrowing(why);
}

/** Everything has a text; what matters is how long it can be. */
function intoText(from: Shape, to: Of<'text'>, names: Names, cast: CastContext): Move {
  const width = textWidth(from);
  if (to.max !== undefined && from.family === 'unknown') return { verdict: 'unknown', why: `how long ${names.from} is as text is not known` };
  if (to.kind === 'name') {
    const bytes = width === undefined ? undefined : width * (from.family === 'text' && from.kind !== 'name' ? 4 : 1);
    return bytes !== undefined && bytes <= 63 ? widening : lossy('name is cut at 63 bytes without an error');
  }
  if (to.max !== undefined && (width === undefined || width > to.max)) return tooLong(lengths(from, width, to.max, names), cast);
  const blanks = from.family === 'text' && from.kind !== 'char' && to.kind === 'char';
  return blanks ? lossy('char drops blanks at the end') : widening;
}

function lengths(from: Shape, width: number | undefined, max: number, { from: old, to }: Names): string {
  if (width === undefined) return `${old} has no bound, ${to} holds up to ${max} characters`;
  if (from.family === 'text') return `${old} holds up to ${width} characters, ${to} ${max}`;
  return `${old} needs up to ${width} characters, ${to} holds ${max}`;
}

function fromText(to: Shape, names: Names): Move {
  if (to.family === 'fixed' && (to.name === 'bytea' || to.name === 'tsvector')) return explicitly(lossy(`${names.to} does not keep the text as it is`));
  if (to.family === 'enum') return explicitly(fails(`only its ${to.labels.length} labels are ${names.to}`));
  return explicitly(fails(`not every ${names.from} is ${article(names.to)}`));
}

/** `USING column::text::type`: what is no label or literal of the new type fails. */
function throughText(from: Shape, to: Shape, names: Names): Move {
  if (from.family === 'array' && to.family === 'array') return throughText(from.element, to.element, names);
  if (from.family !== 'enum' || to.family !== 'enum') return fromText(to, names);
  const missing = from.labels.find((label) => !to.labels.includes(label));
  return missing === undefined ? widening : fails(`${names.to} has no '${missing}'`);
}

function article(name: string): string {
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

function keyOf(shape: Shape): string {
  return shape.family === 'fixed' ? shape.name : shape.family;
}

function move(from: Shape, to: Shape, names: Names, cast: CastContext): Move {
  if (to.family === 'text') return from.family === 'unknown' && to.max === undefined ? widening : intoText(from, to, names, cast);
  if (from.family === 'unknown' || to.family === 'unknown') return { verdict: 'unknown', why: `what ${from.family === 'unknown' ? names.from : names.to} holds is not known` };
  if (from.family === 'text') return fromText(to, names);
  if (cast === 'through text') return throughText(from, to, names);
  if (from.family === 'array' && to.family === 'array') return move(from.element, to.element, names, cast);
  if (from.family === 'fixed' && to.family === 'fixed' && from.name === to.name) return widening;
  const found = (byFamily.get(`${from.family}>${to.family}`) ?? byName.get(`${keyOf(from)}>${keyOf(to)}`))?.(from, to, names, cast);
  return found ?? { verdict: 'fails', why: `there is no cast from ${names.from} to ${names.to}`, castMissing: true };
}

/** What the table and its indexes go through. Facts: the measured list "No rewrite, no index rebuild". */
function storage(from: Shape, to: Shape, verdict: Verdict): Pick<TypeChange, 'rewrites' | 'indexRebuild'> {
  if (verdict === 'unknown' || verdict === 'fails') return { rewrites: 'unknown', indexRebuild: 'unknown' };
  const everything = { rewrites: true, indexRebuild: true };
  const nothing = { rewrites: false, indexRebuild: false };
  const indexesOnly = { rewrites: false, indexRebuild: true };
  const pair = `${keyOf(from)}>${keyOf(to)}`;
  if (pair === 'cidr>inet' || (pair === 'xml>text' && to.family === 'text' && to.max === undefined && (to.kind === 'text' || to.kind === 'varchar'))) return nothing;
  if ((pair === 'integer>oid' && isInt4(from)) || (pair === 'oid>integer' && isInt4(to))) return indexesOnly;
  if (from.family !== to.family || (verdict !== 'widening' && verdict !== 'time zone')) return everything;
  switch (from.family) {
    case 'text':
      return texts(from, to as Of<'text'>);
    case 'numeric':
      return (to as Of<'numeric'>).whole === undefined || from.scale === (to as Of<'numeric'>).scale ? nothing : everything;
    case 'timestamp':
      if (verdict === 'widening') return nothing;
      return (to as Of<'timestamp'>).precision === 6 ? { rewrites: 'unknown', indexRebuild: true } : everything;
    case 'time':
      return verdict === 'widening' ? nothing : everything;
    case 'interval':
      return nothing;
    case 'bit':
      if (!from.fixed) return nothing;
      return (to as Of<'bit'>).length === undefined ? indexesOnly : everything;
    default:
      return everything;
  }
}

function texts(from: Of<'text'>, to: Of<'text'>): Pick<TypeChange, 'rewrites' | 'indexRebuild'> {
  const plain = (shape: Of<'text'>): boolean => shape.kind === 'text' || shape.kind === 'varchar';
  const citext = from.kind === 'citext' || to.kind === 'citext';
  if (plain(from) && plain(to)) return { rewrites: false, indexRebuild: false };
  if (citext && (plain(from) || plain(to))) return { rewrites: false, indexRebuild: true };
  return { rewrites: true, indexRebuild: true };
}

/**
 * What becomes of a column's values and of its table when its type changes.
 *
 * @param cast - `explicit` for `USING column::type`
 */
export function typeChange(from: ResolvedType, to: ResolvedType, cast: CastContext = 'assignment'): TypeChange {
  if (last?.cast !== cast || !isOne(last.from, from) || !isOne(last.to, to)) last = { from, to, cast, change: changeOf(from, to, cast) };
  return last.change;
}

/** What was asked last: the effects of one ALTER COLUMN TYPE and several rules ask the same, one after the other. */
let last: { readonly from: ResolvedType; readonly to: ResolvedType; readonly cast: CastContext; readonly change: TypeChange } | undefined;

function isOne(a: ResolvedType, b: ResolvedType): boolean {
  return a.base === b.base && a.enum === b.enum && a.domains.length === 0 && b.domains.length === 0;
}

function changeOf(from: ResolvedType, to: ResolvedType, cast: CastContext): TypeChange {
  const sameType = isSameType(from.base, to.base);
  const names: Names = { from: spell(from.base), to: to.domains[0]?.name.name ?? spell(to.base) };
  const oldShape = shapeOf(from);
  const newShape = shapeOf(to);
  const found: Move = sameType ? { verdict: 'same', why: 'the type stays the same' } : move(oldShape, newShape, names, cast);
  if (found.castMissing || (found.explicitOnly && cast === 'assignment')) {
    return { verdict: 'fails', rewrites: false, indexRebuild: false, why: found.castMissing ? found.why : `PostgreSQL does not cast ${names.from} to ${names.to} without USING`, castMissing: true };
  }
  const checked = domainMove(from, to, found);
  if (checked) return { ...checked, rewrites: true, indexRebuild: true };
  const { verdict, why } = found;
  // Out of a domain PostgreSQL does not look at the length that its base type has.
  if (from.domains.length > 0 && to.base.modifiers.length > 0 && verdict !== 'unknown') return { verdict, why, rewrites: true, indexRebuild: true };
  return { verdict, why, ...(sameType ? { rewrites: false, indexRebuild: false } : storage(oldShape, newShape, verdict)) };
}

/** A domain's conditions are checked against every row that is there; those that the old type had already met are left out. */
function domainMove(from: ResolvedType, to: ResolvedType, found: Move): Pick<TypeChange, 'verdict' | 'why'> | undefined {
  const added = to.domains.filter(({ name }) => !from.domains.some((known) => known.name.name === name.name && known.name.schema === name.schema));
  const strict = added.find(({ constrained }) => constrained) ?? added.find(({ notNull }) => notNull);
  if (!strict) return undefined;
  if (found.verdict !== 'same' && found.verdict !== 'widening' && found.verdict !== 'time zone') return { verdict: found.verdict, why: found.why };
  const why = strict.constrained ? `the conditions of domain ${strict.name.name} are checked on every row` : `domain ${strict.name.name} refuses nulls`;
  return { verdict: 'narrowing', why };
}

function isSameType(a: TypeName, b: TypeName): boolean {
  return a.name === b.name && a.schema === b.schema && a.dimensions > 0 === b.dimensions > 0 && a.modifiers.join() === b.modifiers.join();
}
