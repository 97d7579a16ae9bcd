import { beforeAll, describe, expect, it } from 'vitest';
import { constantString } from '../../src/parser/plpgsql-text.ts';
import { readPlPgSql, type PlPgSql, type SqlText } from '../../src/parser/plpgsql.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { corpusFiles, hasCorpus } from './corpus.ts';
import { fixture, read, words } from './reading.ts';

beforeAll(() => loadGrammar());

const text = fixture('do-block.sql');

function code(statement: string): PlPgSql {
  const found = readPlPgSql(statement);
  if ('error' in found) throw new Error(found.error.message);
  return found;
}

/** All SQL in a tree of statements. */
function sqlIn(value: unknown): SqlText[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('text' in value && 'line' in value) return [value as SqlText];
  return Object.values(value).flatMap(sqlIn);
}

describe('a DO block', () => {
  it('is a tree of statements', () => {
    const [inner] = code(text).block.body;
    const body = inner?.kind === 'block' ? inner.body : code(text).block.body;
    expect(body.map(({ kind }) => kind)).toEqual(['if', 'sql', 'loop', 'loop', 'loop', 'case', 'assert', 'block', 'return']);
    expect(body[0]).toMatchObject({
      line: 5,
      branches: [
        { condition: { text: "NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')" }, body: [{ kind: 'sql', line: 6, into: false }] },
        { condition: { text: 'n > 0' }, body: [{ kind: 'raise', level: 'exception' }] },
        { body: [{ kind: 'perform' }] },
      ],
    });
    expect(body[1]).toMatchObject({ kind: 'sql', into: true });
    expect(body[2]).toMatchObject({ query: { text: 'SELECT * FROM users' }, body: [{ kind: 'execute', expression: { text: "'DROP TABLE ' || r.name" } }] });
    expect(body[3]).toMatchObject({ dynamic: { text: "'SELECT 1'" } });
    expect(body[4]).toMatchObject({ conditions: [{ text: 'n > 0' }], body: [{ kind: 'assign' }, { kind: 'exit', condition: { text: 'n = 3' } }] });
    expect(body[5]).toMatchObject({ operand: { text: 'n' }, branches: [{ body: [{ kind: 'sql' }] }, { body: [{ kind: 'sql' }] }] });
    expect(body[6]).toMatchObject({ condition: { text: 'n = 0' } });
    expect(body[7]).toMatchObject({
      handlers: [
        { conditions: ['duplicate_column', '42P07'], body: [] },
        { conditions: ['others'], body: [{ kind: 'raise', level: 'notice' }] },
      ],
    });
  });

  it('has the defaults of its variables', () => {
    expect(code(text).declared.map((sql) => sql.text)).toEqual(['(SELECT count(*) FROM users WHERE email IS NULL)']);
  });

  it('tells where its SQL stands', () => {
    const placed = sqlIn(code(text)).filter((sql) => !sql.text.startsWith('"__Case'));
    expect(placed.length).toBeGreaterThan(15);
    for (const sql of placed) {
      expect(sql.at, sql.text).toBeDefined();
      const start = sql.at ?? 0;
      expect(text.slice(0, start).split('\n').length, sql.text).toBe(sql.line);
      const stands = text.slice(start, start + sql.text.length);
      expect(stands.slice(7).replace(/INTO r/, '      '), sql.text).toBe(sql.text.slice(7));
    }
  });

  it('that is no PL/pgSQL is an error', () => {
    expect(readPlPgSql('DO $$ BEGIN NUL; END $$')).toMatchObject({ error: { message: 'syntax error at or near "NUL"' } });
  });
});

describe('quoted bodies', () => {
  it('are found behind AS', () => {
    const statement = "CREATE FUNCTION f(a text DEFAULT 'x') RETURNS void LANGUAGE plpgsql AS 'BEGIN DELETE FROM t; END'";
    const [sql] = sqlIn(code(statement));
    expect(sql?.at).toBe(statement.indexOf('DELETE'));
  });

  it('with quotes in them have lines only', () => {
    const [sql] = sqlIn(code("DO 'BEGIN DELETE FROM t WHERE a = ''x''; END'"));
    expect(sql).toEqual({ text: "DELETE FROM t WHERE a = 'x'", line: 1 });
  });
});

describe('constantString', () => {
  it.each([
    ["'DROP TABLE a'", { value: 'DROP TABLE a', at: 1, isVerbatim: true }],
    [" 'it''s' ", { value: "it's", at: 2, isVerbatim: false }],
    ['$q$a$q$', { value: 'a', at: 3, isVerbatim: true }],
    ["E'a'", { value: 'a', at: 2, isVerbatim: true }],
    ["E'\\n'", undefined],
    ["'a' || b", undefined],
    ["'a'\n'b'", undefined],
    ['format(x)', undefined],
  ])('%s', (expression, expected) => {
    expect(constantString(expression)).toEqual(expected);
  });
});

describe.skipIf(!hasCorpus)('public migrations (needs ../shared/corpus)', () => {
  it('have code whose SQL is found', () => {
    let placed = 0;
    let lost = 0;
    for (const { text: file } of corpusFiles(7)) {
      for (const { node, span } of read(file).statements) {
        if (!('DoStmt' in node)) continue;
        const found = readPlPgSql(words(file, span));
        for (const sql of sqlIn('error' in found ? undefined : found)) {
          if (sql.at === undefined && !sql.text.startsWith('"__Case')) lost++;
          else placed++;
        }
      }
    }
    expect(placed).toBeGreaterThan(100);
    expect(lost / placed).toBeLessThan(0.01);
  });
});
