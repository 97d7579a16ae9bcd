import { describe, expect, test } from 'vitest';
import type { Expression } from '../../src/operations/operation.ts';
import { locate } from '../../src/parser/locate.ts';
import { brief, lowered, statements } from './lowered.ts';

/** The expression of a CHECK. */
function check(sql: string): Expression {
  const [operation] = lowered(`ALTER TABLE t ADD CHECK (${sql})`);
  if (operation?.kind !== 'add-constraint' || operation.constraint.type !== 'check') throw new Error('no check was added');
  return operation.constraint.expression;
}

/** The default of a column. */
function defaultOf(sql: string): unknown {
  const [operation] = brief(`ALTER TABLE t ALTER a SET DEFAULT ${sql}`) as [{ default: unknown }];
  return operation.default;
}

describe('what a condition proves', () => {
  test.each([
    ['a IS NOT NULL', ['a']],
    ['t.a IS NOT NULL', ['a']],
    ['NOT (a IS NULL)', ['a']],
    ['NOT (NOT (a IS NOT NULL))', ['a']],
    ['a IS DISTINCT FROM NULL', ['a']],
    ['NULL IS DISTINCT FROM a', ['a']],
    ['a IS DISTINCT FROM NULL::text', ['a']],
    ['NOT (a IS NOT DISTINCT FROM NULL)', ['a']],
    [`a IS NOT NULL AND (b IS NOT NULL AND c <> '')`, ['a', 'b']],
    ['NOT (a IS NULL OR b IS NULL)', ['a', 'b']],
    ['a IS NOT NULL OR b', []],
    ['NOT (a IS NULL AND b IS NULL)', []],
    ['NOT (a IS NOT NULL)', []],
    ['a IS NULL', []],
    ['a > 0', []],
    ['lower(a) IS NOT NULL', []],
    ['a IS DISTINCT FROM 1', []],
  ])('%s', (sql, proven) => {
    expect(check(sql).provesNotNull).toEqual(proven);
  });
});

describe('values', () => {
  test.each<[string, unknown]>([
    ['NULL', { kind: 'null' }],
    ['NULL::varchar(5)', { kind: 'null', castTo: 'pg_catalog.varchar(5)' }],
    ['CAST(NULL AS text)', { kind: 'null', castTo: 'pg_catalog.text' }],
    ['0', { kind: 'constant', literal: '0' }],
    ['-1.50', { kind: 'constant', literal: '-1.50' }],
    [`''`, { kind: 'constant', literal: '' }],
    [`'{}'::text::jsonb`, { kind: 'constant', castTo: 'pg_catalog.jsonb', literal: '{}' }],
    [`interval '1 day'`, { kind: 'constant', castTo: 'pg_catalog.interval', literal: '1 day' }],
    ['true', { kind: 'constant' }],
    ['now()', { kind: 'expression', functions: ['now'] }],
    ['CURRENT_TIMESTAMP', { kind: 'expression', functions: ['now'] }],
    ['LOCALTIME(2)', { kind: 'expression', functions: ['now'] }],
    ['CURRENT_DATE', { kind: 'expression', functions: ['now'] }],
    ['CURRENT_USER', { kind: 'expression', functions: ['current_user'] }],
    ['public.f(1)', { kind: 'expression', functions: ['f'] }],
    ['a.f(g(1))', { kind: 'expression', functions: ['a.f', 'g'] }],
    [`nextval('s'::regclass)`, { kind: 'expression', functions: ['nextval'] }],
    ['ARRAY[]::text[]', { kind: 'expression', castTo: 'pg_catalog.text[]' }],
    [`now() AT TIME ZONE 'utc'`, { kind: 'expression', functions: ['pg_catalog.timezone', 'now'] }],
    ['EXTRACT(year FROM now())', { kind: 'expression', functions: ['pg_catalog.extract', 'now'] }],
  ])('DEFAULT %s', (sql, expected) => {
    expect(defaultOf(sql)).toEqual(expected);
  });
});

describe('what PostgreSQL calls an index on it', () => {
  test.each([
    ['lower(a)', 'lower'],
    ['(a || b)', 'expr'],
    ['(a::text)', 'a'],
    [`((a || 'x')::varchar)`, 'varchar'],
    [`(j ->> 'x')`, 'expr'],
    [`((j ->> 'x')::int)`, 'int4'],
    ['COALESCE(a, b)', 'coalesce'],
    ['NULLIF(a, b)', 'nullif'],
    ['GREATEST(a, b)', 'greatest'],
    ['LEAST(a, b)', 'least'],
    ['(CASE WHEN a THEN 1 ELSE b END)', 'b'],
    ['(CASE WHEN a THEN 1 END)', 'case'],
    ['(ARRAY[a])', 'array'],
    ['((a).b)', 'b'],
    ['(a[1])', 'a'],
    ['(a COLLATE "C")', 'a'],
    ['(ROW(a, b))', 'row'],
    ['(true)', 'expr'],
    [`('{}'::text::jsonb)`, 'jsonb'],
    ['(CURRENT_DATE)', 'current_date'],
    ['(CURRENT_TIMESTAMP)', 'current_timestamp'],
    ['(LOCALTIME(2))', 'localtime'],
    [`(a AT TIME ZONE 'utc')`, 'timezone'],
    ['(EXTRACT(year FROM a))', 'extract'],
  ])('%s', (sql, label) => {
    const [operation] = lowered(`CREATE INDEX ON t (${sql})`);
    const key = operation?.kind === 'create-index' ? operation.keys[0] : undefined;
    expect(key?.expression?.label ?? key?.column).toBe(label);
  });
});

describe('where it stands', () => {
  test.each([
    ['a + b > 0', 'a + b > 0'],
    [`at AT TIME ZONE 'utc' > b`, `at AT TIME ZONE 'utc' > b`],
    ['a IS NOT NULL', 'a IS NOT NULL'],
    ['a IN (1, 2)', 'a IN (1, 2)'],
    ['(a).b = 1', '(a).b = 1'],
    [`a::text = 'ü'`, `a::text = 'ü'`],
    ['NOT a', 'NOT a'],
    ['a COLLATE "C" < b', 'a COLLATE "C" < b'],
  ])('%s', (sql, text) => {
    const [statement] = statements(`ALTER TABLE t ADD CHECK (${sql})`);
    if (!statement) throw new Error('no statement');
    const { start, end } = locate(statement, check(sql).mark);
    expect(statement.file.text.slice(start, end)).toBe(text);
  });
});
