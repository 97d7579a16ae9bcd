import { beforeAll, describe, expect, it } from 'vitest';
import { isGrammarLoaded, loadGrammar, parsePlPgSql, parseSql } from '../../src/parser/postgres-grammar.ts';

beforeAll(() => loadGrammar());

function errorOf(text: string): { readonly message: string; readonly position: number | undefined } | undefined {
  const tree = parseSql(text);
  return 'error' in tree ? tree.error : undefined;
}

describe('parseSql', () => {
  it('gives statements with their bytes', () => {
    const tree = parseSql("SELECT 'é'; ;SELECT 2");
    expect(tree).toMatchObject({ statements: [{ location: 0, length: 11 }, { location: 14, length: 0 }] });
  });

  it.each(['', '  \n', '-- nothing', '/* nothing */', ';;'])('finds no statement in %j', (text) => {
    expect(parseSql(text)).toEqual({ statements: [] });
  });

  it('counts the position of an error in UTF-16 units', () => {
    expect(errorOf("SELECT '🐘é' FRM 1 2")).toEqual({ message: 'syntax error at or near "1"', position: 17 });
    expect(errorOf('SELEC 1')?.position).toBe(0);
    expect(errorOf('SELECT (')).toEqual({ message: 'syntax error at end of input', position: 8 });
  });

  it('keeps what escapes in ASCII text stand for', () => {
    expect(JSON.stringify(parseSql("SELECT E'\\u00e9'"))).toContain('"sval":"é"');
  });

  it('refuses a NUL byte, behind which PostgreSQL would read nothing', () => {
    expect(errorOf('SELECT 1; \0 DROP TABLE a')).toEqual({ message: 'a NUL byte, which PostgreSQL does not accept', position: 10 });
  });

  it('survives expressions that are nested too deeply', () => {
    const deep = `SELECT ${'1+'.repeat(20_000)}1`;
    for (let count = 0; count < 60; count++) expect(errorOf(deep)?.message).toBe('nested too deeply for the parser');
    expect(errorOf(`SELECT ${'('.repeat(100_000)}`)?.message).toMatch(/^memory exhausted/);
    expect(errorOf('SELECT 1')).toBeUndefined();
  });

  it('reads a text of several megabytes', () => {
    const tree = parseSql(`INSERT INTO t VALUES ${"(1, 'abc', NULL),".repeat(120_000)} (1, 'é', NULL)`);
    expect('statements' in tree && tree.statements.length).toBe(1);
  });

  it('is loaded once', async () => {
    await loadGrammar({ wasm: '/there is no such file' });
    expect(isGrammarLoaded()).toBe(true);
  });
});

describe('parsePlPgSql', () => {
  it('gives functions or an error', () => {
    expect(parsePlPgSql('DO $$ BEGIN NULL; END $$')).toMatchObject({ functions: [{ PLpgSQL_function: {} }] });
    expect(parsePlPgSql('DO $$ BEGIN NUL; END $$')).toEqual({ error: { message: 'syntax error at or near "NUL"', position: undefined } });
  });
});
