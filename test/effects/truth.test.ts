import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { compareModes, type LockMode } from '../../src/postgres/lock-modes.ts';
import { foretell } from '../real-servers/foretold.ts';

/** What was measured on servers 10 to 18 before this project was; not part of this repository. */
const truth = new URL('../../../shared/facts/postgres-truth.json', import.meta.url);
const absent = existsSync(truth) ? '' : ' (the measured data is not here)';

interface Measured {
  readonly in_transaction: string;
  readonly locks?: Readonly<Record<string, string>>;
  readonly rewritten?: readonly string[];
  readonly table_scans?: Readonly<Record<string, number>>;
}

interface Case {
  readonly sql: string;
  readonly setup: readonly string[];
  readonly session: readonly string[];
  readonly by_version: readonly { readonly versions: readonly number[]; readonly result: Measured }[];
}

interface Truth {
  readonly base_tables: string;
  readonly cases: Readonly<Record<string, Case>>;
}

const { base_tables: base, cases }: Truth = absent === '' ? (JSON.parse(readFileSync(truth, 'utf8')) as Truth) : { base_tables: '', cases: {} };

/** `RowShareLock` → `ROW SHARE`. */
function modeOf(name: string): LockMode {
  return name.replace(/Lock$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase() as LockMode;
}

/** Cases that are not compared, and why. */
const exceptions: readonly { readonly cases: RegExp; readonly reason: string }[] = [
  { cases: /^(?:table-of|composite-.*)$/, reason: 'a composite type is no relation here, and which tables are of it is not kept' },
  { cases: /^(?:setval|nextval)$/, reason: 'what a function does to a sequence is left out' },
  { cases: /^select-for-update$/, reason: 'ROW SHARE in place of ACCESS SHARE' },
  { cases: /^(?:insert-child-with-fk|delete-incoming-fk)$/, reason: 'what the triggers of foreign keys lock row by row is left out' },
  { cases: /^alter-table-all-in-tablespace$/, reason: 'unknown: which tables a tablespace holds is not kept' },
  { cases: /^alter-publication-set-table$/, reason: 'what a publication held before is not kept' },
  { cases: /^(?:alter-sequence-.*|alter-column-identity-set-increment)$/, reason: 'the one row of a sequence is no table' },
  { cases: /^copy-to$/, reason: 'the two oldest versions give the lock back before the transaction ends' },
  { cases: /^truncate-partition$/, reason: 'ACCESS SHARE on the parent, up to 13, where the session has not looked at it before' },
  { cases: /^table-set-with-oids$/, reason: 'the grammar of 18 does not know it' },
];

const tables: ReadonlySet<string> = new Set(['t', 'ref', 'child', 'p', 'p1', 'p2', 'pdef', 'pnew', 'vw', 'mv', 'kid']);

/** What the measurement calls a scan: building an index on an emptied table too, or what a query reads. */
const scansOtherwise = /^(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|TRUNCATE|REFRESH|CREATE (?:MATERIALIZED VIEW|TABLE .* AS)|EXPLAIN|COPY|DO|CALL)\b|FOREIGN KEY|REFERENCES|CONSTRAINT/;

describe.skipIf(absent !== '')(`what was measured before${absent}`, () => {
  beforeAll(() => loadGrammar());

  it('has no exception that is not needed', () => {
    expect(exceptions.filter((each) => !Object.keys(cases).some((name) => each.cases.test(name))).map(({ reason }) => reason)).toEqual([]);
  });

  it('is what is said', () => {
    const different: string[] = [];
    let compared = 0;
    for (const [name, { sql, setup, session, by_version }] of Object.entries(cases)) {
      if (exceptions.some((each) => each.cases.test(name))) continue;
      const whole = [base, ...setup];
      for (const { versions, result } of by_version) {
        if (result.in_transaction !== 'ok') continue;
        for (const major of versions.filter((version) => version >= 11)) {
          compared++;
          const zone = /TimeZone='(.*)'/.exec(session.join())?.[1] ?? 'UTC';
          const said = foretell({ name, setup: whole, sql }, major, zone);
          // What every use of an index takes is left out.
          const named = Object.entries(result.locks ?? {}).map(([relation, mode]) => [relation, modeOf(mode)] as const);
          const locks: Readonly<Record<string, string>> = Object.fromEntries(named.filter(([relation, mode]) => relation in said.locks || tables.has(relation) || compareModes(mode, 'SHARE UPDATE EXCLUSIVE') >= 0));
          const wrong = [
            ...[...new Set([...Object.keys(locks), ...Object.keys(said.locks)])].filter((relation) => locks[relation] !== said.locks[relation]).map((relation) => `${relation} ${locks[relation] ?? 'none'}, we say ${said.locks[relation] ?? 'none'}`),
            ...(scansOtherwise.test(sql) ? [] : differ('rewritten', result.rewritten ?? [], said.rewrites)),
            ...(scansOtherwise.test(sql) ? [] : differ('scanned', Object.keys(result.table_scans ?? {}).filter((table) => !table.startsWith('new:') && !result.rewritten?.includes(table)), said.scans)),
          ];
          if (wrong.length > 0) different.push(`${name} in ${major}: ${wrong.join('; ')}`);
        }
      }
    }
    expect(compared).toBeGreaterThan(2000);
    expect(different).toEqual([]);
  }, 120_000);
});

function differ(what: string, theirs: readonly string[], ours: readonly string[]): readonly string[] {
  const [a, b] = [[...theirs].sort().join(), [...ours].sort().join()];
  return a === b ? [] : [`${what} ${a}, we say ${b}`];
}
