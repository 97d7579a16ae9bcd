import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { typeChange } from '../../src/postgres/type-changes.ts';
import { isUtc, typeRewrite, type TypeRewrite } from '../../src/postgres/type-rewrites.ts';
import { typeNamed } from './type-named.ts';

interface Measured {
  readonly versions: readonly number[];
  /** Null where there is no such cast, and where no index can be. */
  readonly key: { readonly rewrite: boolean | null; readonly reindex: boolean | null };
  /** Absent where only USING does it. */
  readonly data_auto: unknown;
}

/** What was measured on servers 10 to 18; not part of this repository. */
const truth = new URL('../../../shared/facts/postgres-truth.json', import.meta.url);
const absent = existsSync(truth) ? '' : ' (the measured data is not here)';
const pairs = absent === '' ? (JSON.parse(readFileSync(truth, 'utf8')) as { type_pairs: Record<string, readonly Measured[]> }).type_pairs : {};

function said(pair: string, isUsing: boolean, postgres: number): TypeRewrite {
  const [from = '', to = ''] = pair.split('|');
  return typeRewrite(typeChange(typeNamed(from), typeNamed(to), isUsing ? 'explicit' : 'assignment'), isUsing, postgres);
}

describe.skipIf(absent !== '')(`what a new type writes, on servers 11 to 18${absent}`, () => {
  it('is what is said, in UTC', () => {
    let compared = 0;
    const wrong = Object.entries(pairs).flatMap(([pair, runs]) => runs.flatMap(({ versions, key, data_auto }) => versions.filter((version) => version >= 11).flatMap((version) => {
      if (key.rewrite === null) return [];
      compared++;
      const { rewrites, indexRebuild } = said(pair, data_auto === null, version);
      const isSame = (rewrites === 'by time zone' ? false : rewrites) === key.rewrite && (key.reindex === null || indexRebuild === key.reindex);
      return isSame ? [] : [`${pair} in ${version}: rewrite ${String(key.rewrite)}, indexes ${String(key.reindex)}; we say ${String(rewrites)}, ${String(indexRebuild)}`];
    })));
    expect(compared).toBeGreaterThan(10_000);
    expect(wrong).toEqual([]);
  });
});

describe('the time zone', () => {
  it('is UTC under any of its names', () => {
    expect(['UTC', 'utc', 'GMT', 'Etc/UTC', 'Zulu', 'Etc/GMT+0'].filter((name) => !isUtc(name))).toEqual([]);
    expect(['Europe/London', 'Etc/GMT+1', 'localtime', ''].filter(isUtc)).toEqual([]);
  });
});
