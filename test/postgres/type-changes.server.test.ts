import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeChange } from '../../src/postgres/type-changes.ts';
import { send, startServer } from '../rules/server.ts';
import { typeNamed } from './type-named.ts';

/** The widest values of each type: what has to fit where a change is called widening. */
const widest: Readonly<Record<string, readonly string[]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
  'numeric(10,0)': ['-9999999999'],
  'numeric(10,2)': ['-99999999.99', '0.01'],
  'numeric(4,4)': ['-0.9999'],
  'numeric(3,-2)': ['-99900'],
  numeric: ['-123456789012345678901234567890.123456789'],
  real: ['-1.20697235e-20', '16777216', '-3.4028235e+38'],
  'double precision': ['-2.2250738585072014e-308', '-1.7976931348623157e+308', '0.1'],
  boolean: ['false', 'true'],
  uuid: ['ffffffff-ffff-ffff-ffff-ffffffffffff'],
  date: ['9999-12-31', '0001-01-01'],
  'timestamp(0)': ['9999-12-31 23:59:59'],
  'timestamp(3)': ['9999-12-31 23:59:59.999'],
  timestamp: ['9999-12-31 23:59:59.999999'],
  timestamptz: ['9999-12-30 23:59:59.999999+00'],
  time: ['23:59:59.999999'],
  'time(0)': ['23:59:59'],
  timetz: ['23:59:59.999999-15:59'],
  interval: ['-9999 years -11 mons -30 days -23:59:59.999999'],
  'interval(0)': ['-9999 years -11 mons -30 days -23:59:59'],
  inet: ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/127', '10.1.2.3/8'],
  cidr: ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128'],
  macaddr: ['ff:ff:ff:ff:ff:ff'],
  macaddr8: ['ff:ff:ff:ff:ff:ff:ff:ff'],
  oid: ['4294967295'],
  money: ['-92233720368547758.08'],
  int4range: ['[-2147483648,-2147483647)'],
  point: ['(-2.2250738585072014e-308,-2.2250738585072014e-308)'],
  'varchar(10)': ['ääääääääää', 'a         '],
  'char(10)': ['ääääääääää'],
  text: ['x'.repeat(300), 'trail  '],
  name: ['n'.repeat(63)],
  citext: ['MiXed', 'x'.repeat(300)],
  'bit(8)': ['11111111'],
  'varbit(8)': ['11111111', '1'],
  json: ['{"b":1, "a":2, "a":3}'],
  jsonb: ['{"a": 1}'],
  mood: ['happy', 'sad'],
  'varchar(10)[]': ['{ääääääääää}'],
  'integer[]': ['{-2147483648,2147483647}'],
  'numeric(10,2)[]': ['{-99999999.99}'],
};

/** Around each bound: one too short, and just enough. */
const changes: readonly (readonly [from: string, ...to: readonly string[]])[] = [
  ['smallint', 'integer', 'bigint', 'real', 'varchar(5)', 'varchar(6)', 'numeric(4,0)', 'numeric(5,0)', 'char(6)'],
  ['integer', 'smallint', 'bigint', 'real', 'double precision', 'varchar(10)', 'varchar(11)', 'numeric(12,3)', 'numeric(12,2)', 'money', 'text', 'oid'],
  ['bigint', 'integer', 'double precision', 'varchar(19)', 'varchar(20)', 'numeric(18,0)', 'numeric(19,0)', 'money'],
  ['numeric(10,0)', 'integer', 'bigint', 'varchar(10)', 'varchar(11)', 'char(11)', 'double precision', 'real'],
  ['numeric(10,2)', 'numeric(10,3)', 'numeric(11,3)', 'numeric(12,1)', 'numeric', 'varchar(11)', 'varchar(12)', 'bigint', 'money'],
  ['numeric(4,4)', 'varchar(6)', 'varchar(7)', 'numeric(5,4)', 'numeric(4,3)'],
  ['numeric(3,-2)', 'varchar(5)', 'varchar(6)', 'integer', 'numeric(5,0)', 'numeric(4,0)'],
  ['numeric', 'numeric(38,9)', 'bigint', 'double precision', 'text', 'varchar(40)'],
  ['real', 'double precision', 'varchar(14)', 'varchar(15)', 'numeric', 'integer'],
  ['double precision', 'real', 'varchar(23)', 'varchar(24)', 'bigint'],
  ['boolean', 'varchar(4)', 'varchar(5)'],
  ['uuid', 'varchar(35)', 'varchar(36)', 'char(36)', 'text', 'name'],
  ['date', 'varchar(9)', 'varchar(10)', 'timestamp', 'timestamptz'],
  ['timestamp(0)', 'varchar(18)', 'varchar(19)', 'timestamp', 'date', 'time'],
  ['timestamp(3)', 'varchar(22)', 'varchar(23)', 'timestamp(6)', 'timestamp(0)', 'timestamptz(3)', 'timestamptz(0)'],
  ['timestamp', 'varchar(25)', 'varchar(26)', 'timestamptz', 'timestamp(3)'],
  ['timestamptz', 'timestamp', 'varchar(28)', 'varchar(35)', 'timetz', 'date'],
  ['time', 'varchar(14)', 'varchar(15)', 'time(0)', 'timetz', 'interval', 'interval(0)'],
  ['time(0)', 'varchar(7)', 'varchar(8)', 'time'],
  ['timetz', 'varchar(20)', 'varchar(24)', 'time'],
  ['interval', 'varchar(45)', 'varchar(46)', 'interval(0)', 'time'],
  ['interval(0)', 'varchar(38)', 'varchar(39)', 'interval'],
  ['inet', 'varchar(42)', 'varchar(43)', 'cidr', 'text'],
  ['cidr', 'inet', 'varchar(42)', 'varchar(43)'],
  ['macaddr', 'macaddr8', 'varchar(16)', 'varchar(17)'],
  ['macaddr8', 'macaddr', 'varchar(22)', 'varchar(23)'],
  ['oid', 'bigint', 'varchar(9)', 'varchar(10)', 'integer'],
  ['money', 'numeric(18,2)', 'numeric(19,2)', 'varchar(25)', 'varchar(27)'],
  ['int4range', 'varchar(24)', 'varchar(25)'],
  ['point', 'varchar(50)', 'varchar(51)'],
  ['varchar(10)', 'varchar(9)', 'varchar(11)', 'text', 'char(10)', 'citext'],
  ['char(10)', 'varchar(9)', 'varchar(10)', 'text', 'char(12)'],
  ['text', 'varchar(299)', 'varchar', 'citext', 'name'],
  ['name', 'varchar(62)', 'varchar(63)', 'text'],
  ['citext', 'text', 'varchar(299)'],
  ['bit(8)', 'bit(16)', 'bit(4)', 'varbit', 'varbit(8)', 'varbit(7)', 'varchar(7)', 'varchar(8)'],
  ['varbit(8)', 'varbit(7)', 'varbit(9)', 'bit(8)'],
  ['json', 'jsonb', 'text'],
  ['jsonb', 'json', 'text'],
  ['mood', 'text', 'varchar(4)', 'varchar(5)'],
  ['varchar(10)[]', 'varchar(9)[]', 'varchar(11)[]', 'text[]', 'text'],
  ['integer[]', 'bigint[]', 'smallint[]', 'varchar(10)[]', 'varchar(11)[]'],
  ['numeric(10,2)[]', 'numeric(12,2)[]', 'numeric(9,2)[]', 'integer[]'],
];

const pairs = changes.flatMap(([from, ...targets]) => targets.map((to) => ({ from, to })));

let server: PGlite;

beforeAll(async () => {
  server = await startServer();
  await server.exec("CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); SET TimeZone = 'UTC'; SET extra_float_digits = 3");
});

afterAll(async () => {
  await server.close();
});

/** Where a cast back does not tell. */
const comparisons: Readonly<Record<string, string>> = {
  'integer>money': 'c::numeric = was::numeric',
  'bigint>money': 'c::numeric = was::numeric',
  'integer>oid': 'c::bigint = was',
  'oid>integer': 'c = was::bigint',
};

/** Whether every value came through as it was; the SQLSTATE where the ALTER failed. */
async function outcome(from: string, to: string, values: readonly string[], using: string): Promise<string> {
  await server.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (c ${from}, was ${from})`);
  for (const value of values) await server.query(`INSERT INTO t SELECT v, v FROM (SELECT $1::text::${from} AS v) s`, [value]);
  const state = await send(server, `ALTER TABLE t ALTER COLUMN c TYPE ${to}${using}`);
  if (state !== undefined) return state;
  const textual = /^(text|varchar|char|name|citext)/.test(to) && !to.endsWith('[]');
  const same = comparisons[`${from}>${to}`] ?? (textual ? 'c::text = was::text' : `(c::${from})::text = was::text`);
  try {
    const { rows } = await server.query<{ same: boolean | null }>(`SELECT bool_and(${same}) AS same FROM t`);
    return rows[0]?.same === true ? 'kept' : 'changed';
  } catch {
    return 'changed';
  }
}

describe('what a server does with the widest values', () => {
  it.each(pairs)('$from to $to', async ({ from, to }) => {
    const { verdict, castMissing } = typeChange(typeNamed(from), typeNamed(to));
    const was = await outcome(from, to, widest[from] ?? [], '');
    if (castMissing) expect(was).toBe('42804');
    else if (verdict === 'same' || verdict === 'widening' || verdict === 'time zone') expect({ verdict, was }).toEqual({ verdict, was: 'kept' });
    else expect({ verdict, was }).not.toEqual({ verdict, was: 'kept' });
  });
});

describe('what USING does with what is too long', () => {
  it.each(pairs.filter(({ to }) => /^(varchar|char|varbit)\(\d+\)$/.test(to)))('$from to $to', async ({ from, to }) => {
    const { verdict } = typeChange(typeNamed(from), typeNamed(to), 'explicit');
    const was = await outcome(from, to, widest[from] ?? [], ` USING c::${to}`);
    expect({ verdict, was }).toEqual({ verdict, was: verdict === 'widening' ? 'kept' : 'changed' });
  });
});
