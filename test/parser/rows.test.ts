import { describe, expect, it } from 'vitest';
import { withoutRows } from '../../src/parser/rows.ts';

describe('the data of INSERT … VALUES', () => {
  it.each([
    ["INSERT INTO t VALUES (1, 'a');", 'INSERT INTO t VALUES (0     );'],
    ["insert into s.t (a, \"B\")\nvalues ('it''s', null), (-1.5, DEFAULT),\n  (true, 'x'::text) ON CONFLICT DO NOTHING", `insert into s.t (a, "B")\nvalues (0${' '.repeat(50)}) ON CONFLICT DO NOTHING`],
    ["INSERT INTO t VALUES ('é');SELECT 1", 'INSERT INTO t VALUES (0  );SELECT 1'],
    ['INSERT INTO t VALUES (1), (f(2)), (3)', 'INSERT INTO t VALUES (0), (f(2)), (3)'],
  ])('%s', (text, expected) => {
    expect(withoutRows(text)).toEqual({ text: expected, repeated: [] });
    expect(expected).toHaveLength(text.length);
  });

  it('blanks what says the same again', () => {
    const text = "SELECT 1;\nINSERT INTO t (a) VALUES (1);\nINSERT INTO t (a) VALUES ('b'), (2);INSERT INTO t (a) VALUES (3); SELECT 2";
    const first = text.indexOf('INSERT');
    const [second = 0, third = 0] = [...text.matchAll(/INSERT/g)].slice(1).map(({ index }) => index);
    const shortened = withoutRows(text);
    expect(shortened.text).toBe(`SELECT 1;\nINSERT INTO t (a) VALUES (0);${' '.repeat(text.indexOf(' SELECT 2') - second + 1)} SELECT 2`);
    expect(shortened.repeated).toEqual([
      { of: first, start: second, end: third - 1 },
      { of: first, start: third, end: text.indexOf('; SELECT 2') },
    ]);
  });

  it.each([
    'INSERT INTO t VALUES (1); INSERT INTO u VALUES (2);',
    'INSERT INTO t VALUES (1); INSERT INTO t VALUES (f());',
    'INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)',
    'INSERT INTO t VALUES (1); INSERT INTO t VALUES (2) RETURNING a;',
    'INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING; INSERT INTO t VALUES (2);',
    'WITH q AS (SELECT 1) INSERT INTO t VALUES (1); INSERT INTO t VALUES (2);',
    'INSERT INTO t VALUES (1); -- two\nINSERT INTO t VALUES (2);',
  ])('nothing is said again in %j', (text) => {
    expect(withoutRows(text).repeated).toEqual([]);
  });

  it.each([
    "SELECT 'INSERT INTO t VALUES (1, 2)'",
    '-- INSERT INTO t VALUES (1, 2)\nSELECT 1',
    '/* INSERT INTO t VALUES (1, 2) */ SELECT 1',
    'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ INSERT INTO t VALUES (1, 2) $$',
    "INSERT INTO t VALUES (E'\\'', 2)",
    "INSERT INTO t VALUES ('a'\n'b')",
    'INSERT INTO t VALUES (SELECT 1)',
    'INSERT INTO t VALUES (1, 2',
    'INSERT INTO t SELECT 1',
  ])('nothing is taken from %j', (text) => {
    expect(withoutRows(text)).toEqual({ text, repeated: [] });
  });
});
