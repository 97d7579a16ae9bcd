import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { typeChange, type CastContext, type TypeChange } from '../../src/postgres/type-changes.ts';
import { typeNamed } from './type-named.ts';

interface Sample {
  readonly ok: number;
  readonly n: number;
  readonly fails?: Readonly<Record<string, string>>;
  readonly lossy?: Readonly<Record<string, string>>;
}

interface Measured {
  readonly versions: readonly number[];
  readonly key: { readonly cast: string; readonly class_common: string | null; readonly rewrite: boolean | null; readonly reindex: boolean | null };
  readonly data_auto: Sample | null;
  readonly data_using: Sample | null;
}

/** What was measured on servers 10 to 18; not part of this repository. */
const truth = new URL('../../../shared/facts/postgres-truth.json', import.meta.url);
const absent = existsSync(truth) ? false : 'the measured data is not here';
const pairs: Readonly<Record<string, readonly Measured[]>> = absent === false ? (JSON.parse(readFileSync(truth, 'utf8')) as { type_pairs: Record<string, Measured[]> }).type_pairs : {};

/** One by one: pairs that we call widening although the measurement calls them otherwise, and why. */
const keptAllTheSame: readonly { readonly pairs: RegExp; readonly reason: string }[] = [
  { pairs: /^(smallint|integer|d_int|d_int_chk)\|money$/, reason: 'the amount is the same; the measurement found no cast back to compare with' },
  { pairs: /^time(\(\d\))?\|interval/, reason: '24:00:00 is kept; only the cast back to time wraps to 00:00:00' },
  { pairs: /^hstore\|jsonb?$/, reason: 'keys and values are the same; the measurement found no cast back to compare with' },
];

/** Pairs that we call unsafe although no sampled value failed, by the bound that says so. */
const unsafeByBound: readonly { readonly pairs: RegExp; readonly reason: string }[] = [
  { pairs: /\|d_text_chk$/, reason: 'the domain’s CHECK may refuse any text' },
  { pairs: /^(json|jsonb|xml|bytea|tsvector|hstore|varbit|([a-z(),0-9]+\[\]))\|(varchar|char)\(\d+\)(\[\])?$/, reason: 'the old type has no bound, the new one has' },
  { pairs: /^(json|jsonb|xml|bytea|tsvector|hstore|citext|int4range|([a-z(),0-9]+\[\]))\|d_vc10$/, reason: 'the old type needs more than 10 characters' },
  { pairs: /\|name$/, reason: 'name keeps 63 bytes; the old type has no bound or up to four bytes a character' },
  { pairs: /^numeric\(10,0\)\|(varchar\(10\)|d_vc10)$/, reason: 'numeric(10,0) needs 11 characters: -1234567890' },
  { pairs: /^d_int_chk\|(varchar|char)\(10\)$/, reason: 'an integer needs 11 characters, whatever the domain’s CHECK lets through' },
  { pairs: /^(int4range|int8range)\|(varchar|char)\((10|20)\)$/, reason: 'the longest range of integers needs 25 characters, of bigints 43' },
  { pairs: /^(inet|cidr)\|((varchar|char)\((10|20)\)|d_vc10)$/, reason: 'an IPv6 address with its mask needs 43 characters' },
  { pairs: /^point\|(varchar|char)\((10|20|50)\)$/, reason: 'two double precision numbers need up to 51 characters' },
  { pairs: /^timetz\|varchar\(20\)$/, reason: 'with fractions and an offset such as +05:30 it needs 21 characters and more' },
  { pairs: /^(integer|d_int)\|oid$/, reason: 'negative numbers turn into large ones' },
  { pairs: /^oid\|(integer|d_int)$/, reason: 'numbers above 2147483647 turn negative' },
  { pairs: /\|xml$/, reason: 'not every text is XML: <a> is none' },
  { pairs: /^bit\(8\)\|bit\(16\)$/, reason: 'an explicit cast pads with zeros' },
  { pairs: /^d_vc10\|char\(10\)$/, reason: 'char drops blanks at the end' },
];

function contexts(measured: Measured): readonly { readonly cast: CastContext; readonly data: Sample }[] {
  return [
    ...(measured.data_auto ? [{ cast: 'assignment' as const, data: measured.data_auto }] : []),
    ...(measured.data_using ? [{ cast: 'explicit' as const, data: measured.data_using }] : []),
  ];
}

/** Values that the verdicts leave out: infinities, not a number, years beyond 1 to 9999. */
function ordinary(value: string): boolean {
  return !/^"?-?(infinity|nan|inf)"?$/i.test(value) && !/\bBC$/.test(value) && !/^\d{5,}-\d\d-\d\d/.test(value);
}

function spoiled(data: Sample): readonly string[] {
  return [...Object.keys(data.fails ?? {}), ...Object.keys(data.lossy ?? {})].filter(ordinary);
}

const quiet = new Set<TypeChange['verdict']>(['same', 'widening', 'time zone']);

describe.skipIf(absent !== false)(`type changes agree with what servers 10 to 18 did${absent === false ? '' : ` (${absent})`}`, () => {
  const judged = Object.entries(pairs).flatMap(([pair, runs]) => {
    const [from = '', to = ''] = pair.split('|');
    return runs.flatMap((measured) => contexts(measured).map(({ cast, data }) => ({ pair, cast, data, measured, change: typeChange(typeNamed(from), typeNamed(to), cast) })));
  });

  it('knows every type of the measurement', () => {
    expect(judged.length).toBeGreaterThan(2000);
    expect(judged.filter(({ change }) => change.verdict === 'unknown').map(({ pair }) => pair)).toEqual([]);
  });

  it('calls nothing safe that failed or changed', () => {
    const wrong = judged
      .filter(({ change, data }) => quiet.has(change.verdict) && spoiled(data).length > 0)
      .filter(({ pair }) => !keptAllTheSame.some(({ pairs: known }) => known.test(pair)))
      .map(({ pair, cast, data }) => `${pair} (${cast}): ${spoiled(data).join(', ')}`);
    expect(wrong).toEqual([]);
  });

  it('calls nothing unsafe without a value that fails or a bound that says so', () => {
    const wrong = judged
      .filter(({ change, data }) => !quiet.has(change.verdict) && spoiled(data).length === 0)
      .filter(({ pair }) => !unsafeByBound.some(({ pairs: known }) => known.test(pair)))
      .map(({ pair, cast, change }) => `${pair} (${cast}): ${change.verdict}: ${change.why}`);
    expect(wrong).toEqual([]);
  });

  it('has no exception that is not needed', () => {
    const safe = judged.filter(({ change, data }) => quiet.has(change.verdict) && spoiled(data).length > 0);
    const unsafe = judged.filter(({ change, data }) => !quiet.has(change.verdict) && spoiled(data).length === 0);
    const idle = [
      ...keptAllTheSame.filter(({ pairs: known }) => !safe.some(({ pair }) => known.test(pair))),
      ...unsafeByBound.filter(({ pairs: known }) => !unsafe.some(({ pair }) => known.test(pair))),
    ];
    expect(idle.map(({ pairs: known }) => known.source)).toEqual([]);
  });

  it('knows where PostgreSQL has no cast of its own', () => {
    const wrong = Object.entries(pairs).flatMap(([pair, runs]) => {
      const [from = '', to = ''] = pair.split('|');
      const missing = typeChange(typeNamed(from), typeNamed(to)).castMissing === true;
      const newest = runs.at(-1);
      return newest && missing !== (newest.data_auto === null) ? [`${pair}: ${missing ? 'we say none' : 'we say there is one'}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('knows where no cast exists at all', () => {
    const wrong = Object.entries(pairs).flatMap(([pair, runs]) => {
      const [from = '', to = ''] = pair.split('|');
      const missing = typeChange(typeNamed(from), typeNamed(to), 'explicit').castMissing === true;
      return missing !== (runs.at(-1)?.key.cast === 'none') ? [`${pair}: ${missing ? 'we say none' : 'we say there is one'}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('knows what rewrites the table and what rebuilds its indexes', () => {
    const wrong = judged
      .filter(({ cast, measured, change }) => cast === 'assignment' && measured.versions.includes(18) && quiet.has(change.verdict))
      .flatMap(({ pair, measured: { key }, change }) => {
        const rewrite = change.rewrites !== 'unknown' && key.rewrite !== null && change.rewrites !== key.rewrite;
        const reindex = change.indexRebuild !== 'unknown' && key.reindex !== null && change.indexRebuild !== key.reindex;
        return rewrite || reindex ? [`${pair}: rewrite ${String(key.rewrite)}, index ${String(key.reindex)}; we say ${String(change.rewrites)}, ${String(change.indexRebuild)}`] : [];
      });
    expect(wrong).toEqual([]);
  });
});
