import { beforeAll, describe, expect, test } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { effectCases, type EffectCase } from './cases.ts';
import { foretell } from './foretold.ts';
import { goldenNames, readGolden } from './golden.ts';
import { knownDifferences } from './known-differences.ts';
import type { Observation } from './observe.ts';

const golden = readGolden(effectCases);

beforeAll(() => loadGrammar());

test('the golden file holds these cases and no others', () => {
  expect(goldenNames()).toEqual(effectCases.map(({ name }) => name));
});

test('differences are known of cases alone', () => {
  expect(Object.keys(knownDifferences).filter((name) => !golden.has(name))).toEqual([]);
});

/** What `npm run test:postgres` saw on real servers is what pgmiglint says beforehand. */
describe('what is said of', () => {
  test.each(effectCases)('$name', (one) => {
    const pairs = [...(golden.get(one.name) ?? [])].map(([major, seen]) => ({ major, ...bothOf(one, major, seen) }));
    expect(pairs).not.toEqual([]);
    const said = pairs.map(({ major, ours }) => ({ major, ...ours }));
    const seen = pairs.map(({ major, theirs }) => ({ major, ...theirs }));
    const known = knownDifferences[one.name];
    if (known === undefined) expect(said).toEqual(seen);
    else expect(said, known).not.toEqual(seen);
  });
});

type Comparable = Partial<Omit<Observation, 'error'>>;

/** What is said of a case in one major and what was seen, as far as both can be compared. */
function bothOf(one: EffectCase, major: number, seen: Observation): { readonly ours: Comparable; readonly theirs: Comparable } {
  if (seen.error !== undefined && seen.error !== '25001') return { ours: {}, theirs: {} };
  const said = foretell(one, major);
  // What ran alone was watched while it waited: some of its locks are known, and nothing else.
  if (seen.error === '25001') return { ours: { locks: only(said.locks, Object.keys(seen.locks)) }, theirs: { locks: seen.locks } };
  const theirs = { locks: seen.locks, rewrites: seen.rewrites, rebuilds: seen.rebuilds, scans: seen.scans, builds: seen.builds };
  // Of a new index the server knows the name, and we the table.
  const builds = [...new Set(theirs.builds.map((build) => build.replace(/^.* on /, '')))].sort();
  // What a query reads and TRUNCATE or REFRESH throws away is not told as effects.
  if (/^(?:SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|TRUNCATE|REFRESH|CREATE (?:MATERIALIZED VIEW|(?:TEMP )?TABLE (?:IF NOT EXISTS )?\w+ AS))\b/.test(one.sql)) return { ours: { locks: said.locks }, theirs: { locks: seen.locks } };
  // Which of the two sides of a foreign key is scanned, and which looked up in an index, is the planner's choice.
  if (/\bFOREIGN KEY\b/.test(one.sql)) return { ours: { ...said, scans: [] }, theirs: { ...theirs, builds, scans: [] } };
  return { ours: said, theirs: { ...theirs, builds, scans: [...theirs.scans].sort() } };
}

function only(locks: Observation['locks'], names: readonly string[]): Observation['locks'] {
  return Object.fromEntries(names.flatMap((name) => (locks[name] === undefined ? [] : [[name, locks[name]]])));
}
