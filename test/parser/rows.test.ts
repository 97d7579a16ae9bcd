import { describe, expect, it } from 'vitest';
import { withoutRows } from '../../src/parser/rows.ts';

describe('the data of INSERT … VALUES', () => {
  it.each([
    ["INSERT INTO t VALUES (1, 'a');", 'INSERT INTO t VALUES (0     );'],
    ["insert into s.t (a, \"B\")\nvalues ('it''s', null), (-1.5, DEFAULT),\n  (true, 'x'::text) ON CONFLICT DO NOTHING", `insert into s.t (a, "B")\nvalues (0${' '.repeat(50)}) ON CONFLICT DO NOTHING`],
    ["INSERT INTO t VALUES ('é');SELECT 1", 'INSERT INTO t VALUES (0  );SELECT 1'],
    ['INSERT INTO t VALUES (1), (f(2)), (3)', 'INSERT INTO t VALUES (0), (f(2)), (3)'],
  ])('%s', (text, expected) => {
    expect(withoutRows(text)).toBe(expected);
    expect(expected).toHaveLength(text.length);
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
    expect(withoutRows(text)).toBe(text);
  });
});
