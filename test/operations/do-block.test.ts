import { describe, expect, test } from 'vitest';
import type { Operation, Within } from '../../src/operations/operation.ts';
import { locate } from '../../src/parser/locate.ts';
import { lower } from '../../src/operations/lower.ts';
import { brief, lowered, publicNames, statements } from './lowered.ts';

/** What a block does: its operations without that of the DO itself. */
function inside(body: string): readonly Operation[] {
  const [first, ...rest] = lowered(`DO $$ ${body} $$`);
  expect(first).toMatchObject({ kind: 'do', language: 'plpgsql', read: true });
  return rest;
}

const plain: Within = { branch: false, asksCatalog: false, loop: false, catches: [], dynamic: false };

/** The one operation's surroundings. */
function withinOf(body: string): Within | undefined {
  const operations = inside(body).filter(({ kind }) => kind === 'drop-table');
  expect(operations).toHaveLength(1);
  return operations[0]?.within;
}

describe('where an operation stands', () => {
  test.each<[string, string, Partial<Within>]>([
    ['the block itself', 'BEGIN DROP TABLE t; END', {}],
    ['an inner block', 'BEGIN BEGIN DROP TABLE t; END; END', {}],
    ['IF', 'BEGIN IF random() > 0.5 THEN DROP TABLE t; END IF; END', { branch: true }],
    ['ELSE', 'BEGIN IF random() > 0.5 THEN NULL; ELSE DROP TABLE t; END IF; END', { branch: true }],
    ['IF NOT EXISTS in a catalog', `BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'x') THEN DROP TABLE t; END IF; END`, { branch: true, asksCatalog: true }],
    ['information_schema', `BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns) THEN DROP TABLE t; END IF; END`, { branch: true, asksCatalog: true }],
    ['to_regclass', `BEGIN IF to_regclass('t') IS NULL THEN DROP TABLE t; END IF; END`, { branch: true, asksCatalog: true }],
    ['ELSIF behind a catalog', `BEGIN IF to_regclass('t') IS NULL THEN NULL; ELSIF true THEN DROP TABLE t; END IF; END`, { branch: true, asksCatalog: true }],
    ['a variable from a catalog', 'DECLARE n int; BEGIN SELECT count(*) INTO n FROM pg_class; IF n = 0 THEN DROP TABLE t; END IF; END', { branch: true, asksCatalog: true }],
    ['CASE', `BEGIN CASE WHEN to_regclass('t') IS NULL THEN DROP TABLE t; ELSE NULL; END CASE; END`, { branch: true, asksCatalog: true }],
    ['FOR', 'BEGIN FOR i IN 1..3 LOOP DROP TABLE t; END LOOP; END', { loop: true }],
    ['FOR over a catalog', 'DECLARE r record; BEGIN FOR r IN SELECT * FROM pg_tables LOOP DROP TABLE t; END LOOP; END', { loop: true, asksCatalog: true }],
    ['WHILE', 'BEGIN WHILE EXISTS (SELECT 1 FROM x) LOOP DROP TABLE t; END LOOP; END', { loop: true }],
    ['behind an early RETURN', `BEGIN IF to_regclass('t') IS NULL THEN RETURN; END IF; DROP TABLE t; END`, { branch: true, asksCatalog: true }],
    ['behind CONTINUE WHEN', 'BEGIN LOOP CONTINUE WHEN true; DROP TABLE t; END LOOP; END', { loop: true, branch: true }],
    ['EXCEPTION', 'BEGIN DROP TABLE t; EXCEPTION WHEN undefined_table OR OTHERS THEN NULL; END', { catches: ['undefined_table', 'others'] }],
    ['EXCEPTION by SQLSTATE', `BEGIN DROP TABLE t; EXCEPTION WHEN SQLSTATE '42P01' THEN RAISE NOTICE 'x'; END`, { catches: ['42p01'] }],
    ['EXCEPTION around a block', 'BEGIN BEGIN DROP TABLE t; END; EXCEPTION WHEN undefined_table THEN NULL; END', { catches: ['undefined_table'] }],
    ['an EXCEPTION that raises again', 'BEGIN DROP TABLE t; EXCEPTION WHEN others THEN RAISE; END', {}],
    ['a handler', 'BEGIN NULL; EXCEPTION WHEN others THEN DROP TABLE t; END', { branch: true }],
    ['EXECUTE', `BEGIN EXECUTE 'DROP TABLE t'; END`, { dynamic: true }],
    ['EXECUTE of a dollar-quoted string', `BEGIN EXECUTE $x$DROP TABLE t$x$; END`, { dynamic: true }],
    ['EXECUTE of a concatenation', `BEGIN EXECUTE 'DROP ' || 'TABLE t'; END`, { dynamic: true }],
    ['EXECUTE of format', `BEGIN EXECUTE format('DROP TABLE %I.%s', 'public', 't'); END`, { dynamic: true }],
    ['EXECUTE of a DO', `BEGIN EXECUTE 'DO $x$ BEGIN IF true THEN DROP TABLE t; END IF; END $x$'; END`, { dynamic: true, branch: true }],
  ])('%s', (_, body, expected) => {
    expect(withinOf(body)).toEqual({ ...plain, ...expected });
  });
});

describe('EXECUTE of what only the server knows', () => {
  test.each([
    `BEGIN EXECUTE 'DROP TABLE ' || current_schema(); END`,
    `DECLARE s text; BEGIN EXECUTE s; END`,
    `DECLARE r record; BEGIN FOR r IN SELECT 1 AS a LOOP EXECUTE format('DROP TABLE %I', r.a); END LOOP; END`,
    `BEGIN EXECUTE format('DROP TABLE %I'); END`,
    `BEGIN EXECUTE 'not SQL at all'; END`,
  ])('%s', (body) => {
    expect(inside(body).map(({ kind }) => kind)).toContain('dynamic-sql');
  });
});

describe('an assertion on data', () => {
  const read = [{ relations: ['users'], columns: [{ relation: 'users', column: 'email' }] }];
  test.each([
    `BEGIN IF EXISTS (SELECT 1 FROM users WHERE length(email) > 255) THEN RAISE EXCEPTION 'too long'; END IF; END`,
    `DECLARE n int; BEGIN SELECT count(*) INTO STRICT n FROM users WHERE email IS NULL; IF n > 0 THEN RAISE EXCEPTION '% left', n; END IF; END`,
    `DECLARE n int; BEGIN n := (SELECT count(email) FROM users); IF n > 0 THEN RAISE 'x'; END IF; END`,
    `DECLARE n int := (SELECT count(email) FROM users); BEGIN IF n > 0 THEN RAISE EXCEPTION 'x'; END IF; END`,
    `DECLARE a int; b bool; BEGIN SELECT count(email) INTO a FROM users; b := a > 0; IF b THEN RAISE EXCEPTION 'x'; END IF; END`,
    `DECLARE n int; BEGIN EXECUTE 'SELECT count(email) FROM users' INTO n; IF n > 0 THEN RAISE EXCEPTION 'x'; END IF; END`,
    `BEGIN PERFORM 1 FROM users WHERE email IS NULL; IF FOUND THEN RAISE EXCEPTION 'x'; END IF; END`,
    `DECLARE n int; BEGIN PERFORM 1 FROM users WHERE email IS NULL; GET DIAGNOSTICS n = ROW_COUNT; IF n > 0 THEN RAISE EXCEPTION 'x'; END IF; END`,
    `DECLARE r record; BEGIN FOR r IN SELECT email FROM users LOOP RAISE EXCEPTION '%', r.email; END LOOP; END`,
    `DECLARE r record; BEGIN FOR r IN SELECT email FROM users LOOP IF length(r.email) > 9 THEN RAISE EXCEPTION '%', r.email; END IF; END LOOP; END`,
    `BEGIN ASSERT (SELECT count(email) FROM users) = 0, 'x'; END`,
    `BEGIN IF NOT EXISTS (SELECT email FROM users) THEN RETURN; END IF; RAISE EXCEPTION 'x'; END`,
    `BEGIN CASE (SELECT count(email) FROM users) WHEN 0 THEN NULL; ELSE RAISE EXCEPTION 'x'; END CASE; END`,
  ])('%s', (body) => {
    const assertions = brief(`DO $$ ${body} $$`).filter((operation) => (operation as Operation).kind === 'assertion');
    expect(assertions.map((assertion) => ({ relations: (assertion as { relations: unknown }).relations, columns: (assertion as { columns: unknown }).columns }))).toEqual(read);
  });

  test.each([
    ['nothing guards it', `BEGIN RAISE EXCEPTION 'x'; END`],
    ['its condition reads nothing', `DECLARE n int := 1; BEGIN IF n > 0 THEN RAISE EXCEPTION 'x'; END IF; END`],
    ['it looks at the catalogs alone', `BEGIN IF EXISTS (SELECT FROM pg_class) THEN RAISE EXCEPTION 'x'; END IF; END`],
    ['it only warns', `BEGIN IF EXISTS (SELECT FROM users) THEN RAISE WARNING 'x'; END IF; END`],
    ['it is caught', `BEGIN IF EXISTS (SELECT FROM users) THEN RAISE EXCEPTION 'x'; END IF; EXCEPTION WHEN others THEN NULL; END`],
    ['it says again what went wrong', `BEGIN PERFORM 1 FROM users; EXCEPTION WHEN others THEN RAISE EXCEPTION 'x'; END`],
  ])('is none where %s', (_, body) => {
    expect(inside(body).filter(({ kind }) => kind === 'assertion')).toEqual([]);
  });
});

test('what a block holds follows it in its order', () => {
  const body = `
    BEGIN
      UPDATE t SET a = 1 WHERE a IS NULL;
      ALTER TABLE t ALTER a SET NOT NULL, DROP b;
      PERFORM setval('s', 1);
      COMMIT;
      CALL p();
    END`;
  expect(inside(body).map(({ kind }) => kind)).toEqual(['update', 'drop-column', 'set-not-null', 'select', 'transaction', 'other']);
});

test('marks are offsets in the file, also behind what is not ASCII and in a string that is executed', () => {
  const sql = `SELECT 'ü'; DO $x$ BEGIN /* ü */ ALTER TABLE t ADD c varchar(5); EXECUTE 'ALTER TABLE t ADD d varchar(6)'; EXECUTE 'ALTER TABLE t ADD e text DEFAULT ''x'''; END $x$;`;
  const found = statements(sql).flatMap((statement) =>
    lower(statement, publicNames).flatMap((operation) => {
      if (operation.kind !== 'add-column') return [];
      return [operation.mark, operation.column.typeMark].map((mark) => {
        const { start, end } = locate(statement, mark);
        return sql.slice(start, end);
      });
    }),
  );
  const whole = sql.slice(sql.indexOf('DO'), -1);
  expect(found).toEqual(['ADD c varchar(5)', 'varchar(5)', 'ADD d varchar(6)', 'varchar(6)', whole, whole]);
});

test('placeholders in a block are no obstacle', () => {
  expect(inside('BEGIN UPDATE ${schema}.t SET a = ${value.of.a}; END').map(({ kind }) => kind)).toEqual(['update']);
});

test.each([
  ['another language', `DO LANGUAGE plv8 $$ plv8.execute('DROP TABLE t') $$`, 'plv8'],
  ['a body that PL/pgSQL refuses', 'DO $$ BEGIN IF THEN END $$', 'plpgsql'],
])('a block that cannot be read says so: %s', (_, sql, language) => {
  expect(lowered(sql)).toEqual([{ kind: 'do', mark: { part: 'statement' }, language, read: false }]);
});

test('the body of a function is no effect', () => {
  expect(lowered('CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE t; END $$').map(({ kind }) => kind)).toEqual(['create-object']);
});
