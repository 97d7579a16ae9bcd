import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import { split } from '../../src/source/split.ts';
import { corpusFiles, hasCorpus } from './corpus.ts';
import { errorsOf, fixture, read, scriptOf, statementsOf, words } from './reading.ts';

beforeAll(() => loadGrammar());

describe('statements', () => {
  it('leave out the comments around them and the semicolon', () => {
    expect(statementsOf('-- é\n/* x /* y */ */ SELECT 1 -- é;\n ;\r\nSELECT 2 /* z */;SELECT 3 -- end')).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 3']);
  });

  it('map bytes to offsets in the file', () => {
    const text = "-- up é🐘\nSELECT 'ö', a; SELECT 1 + b";
    const script = readScript(scriptOf(text, { start: 9, end: text.length }));
    const [first, second] = script.statements;
    expect(first?.offset(Buffer.byteLength("\nSELECT 'ö', "))).toBe(text.indexOf('a;'));
    expect(second?.offset(Buffer.byteLength("\nSELECT 'ö', a; SELECT 1 + "))).toBe(text.indexOf('b', 30));
    expect(script.statements.map(({ span }) => words(text, span))).toEqual(["SELECT 'ö', a", 'SELECT 1 + b']);
  });

  it('that say the same with other data have places of their own and one tree', () => {
    const sql = "-- é\nSELECT 'é'; INSERT INTO t (a) VALUES (1);\nINSERT INTO t (a) VALUES ('ü;'), (2);INSERT INTO t (a) VALUES (3); -- 4\nINSERT INTO t (a) VALUES (4)";
    const statements = readScript(scriptOf(sql)).statements.slice(1);
    expect(statements.map(({ span }) => words(sql, span))).toEqual([
      'INSERT INTO t (a) VALUES (1)',
      "INSERT INTO t (a) VALUES ('ü;'), (2)",
      'INSERT INTO t (a) VALUES (3)',
      'INSERT INTO t (a) VALUES (4)',
    ]);
    const table = Buffer.byteLength("-- é\nSELECT 'é'; INSERT INTO ");
    expect(statements.slice(0, 3).map(({ span, offset }) => offset(table) - span.start)).toEqual([12, 12, 12]);
    expect(new Set(statements.map(({ node }) => node)).size).toBe(2);
  });

  it('of a section are those of the section', () => {
    const text = 'SELECT 1; SELECT 2; SELECT 3;';
    const script = readScript(scriptOf(text, { start: 10, end: 19 }));
    expect(script.statements.map(({ span }) => words(text, span))).toEqual(['SELECT 2']);
  });

  it('end where the runner cuts, semicolon or not', () => {
    const text = 'SELECT 1\n-- cut\nSELECT 2';
    const script = readScript(scriptOf(text, undefined, [{ start: 0, end: 9 }, { start: 9, end: text.length }]));
    expect(script.statements.map(({ span }) => words(text, span))).toEqual(['SELECT 1', 'SELECT 2']);
  });

  it('of an empty script are none', () => {
    expect(read('')).toEqual({ statements: [], errors: [], standIns: 0 });
    expect(read('\n-- only words\n')).toEqual({ statements: [], errors: [], standIns: 0 });
  });
});

describe('errors', () => {
  it('cost one statement, and name the token', () => {
    const text = 'SELECT 1;\nALTER TABEL é ADD x int; -- no\nSELECT 2;\nDROP TABLE;\nSELECT 3';
    expect(statementsOf(text)).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 3']);
    expect(errorsOf(text)).toEqual([
      ['syntax error at or near "TABEL"', 'TABEL', 'ALTER TABEL é ADD x int'],
      ['syntax error at or near ";"', ';', 'DROP TABLE'],
    ]);
  });

  it('at the end of the input point at the last token', () => {
    expect(errorsOf('SELECT 1; ALTER TABLE t -- no more')).toEqual([['syntax error at end of input', 't', 'ALTER TABLE t']]);
  });

  it('in brackets that do not close cost one statement', () => {
    expect(statementsOf('CREATE TABLE a (id int; SELECT 1;')).toEqual(['SELECT 1']);
  });

  it('of an apostrophe end at the end of the line', () => {
    const text = "INSERT INTO t VALUES ('it's');\nCREATE TABLE a (b text DEFAULT 'c');\nSELECT 1;";
    expect(errorsOf(text)).toEqual([['syntax error at or near "s"', 's', "INSERT INTO t VALUES ('it's')"]]);
    expect(statementsOf(text)).toEqual(["CREATE TABLE a (b text DEFAULT 'c')", 'SELECT 1']);
  });

  it('of a dollar quote that stays open end where a line begins a statement', () => {
    const text = 'DO $$ BEGIN\n  NULL;\nEND;\nCREATE TABLE a ();\n';
    expect(errorsOf(text)).toEqual([['unterminated dollar-quoted string at or near "$$ BEGIN…"', '$$ BEGIN', 'DO $$ BEGIN\n  NULL;\nEND;']]);
    expect(statementsOf(text)).toEqual(['CREATE TABLE a ()']);
  });

  it('of an open comment take what follows', () => {
    const text = 'SELECT 1;\n/* SELECT 2;\nSELECT 3;';
    expect(statementsOf(text)).toEqual(['SELECT 1']);
    expect(errorsOf(text)).toEqual([['unterminated /* comment at or near "/* SELECT 2;…"', '/* SELECT 2;', '/* SELECT 2;\nSELECT 3;']]);
  });

  it('without a position cost one statement, too', () => {
    const deep = `SELECT ${'1+'.repeat(20_000)}1`;
    const { statements, errors, unresolved } = read(`SELECT 1; ${deep}; SELECT E'\\xe9'; SELECT 2`);
    expect(statements.length).toBe(2);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/^invalid byte sequence/)]);
    // PostgreSQL may take what the parser cannot hold: no error of the statement.
    expect(unresolved).toEqual([{ message: 'the statement is nested too deeply for the parser: PostgreSQL may accept it', span: { start: 10, end: 10 + deep.length } }]);
  });
});

describe('what is not SQL', () => {
  it("is left out where it is psql's", () => {
    const text = fixture('psql-script.sql');
    expect(errorsOf(text)).toEqual([]);
    expect(statementsOf(text).map((statement) => statement.slice(0, 14))).toEqual(['CREATE TABLE a', 'COPY a (id) FR', "SELECT 'DROP T", 'INSERT INTO :"', 'CREATE TABLE b']);
    expect(read(text).standIns).toBe(3);
  });

  it('has words in its place where it is a template', () => {
    const text = fixture('go-template.sql');
    const { statements, errors, unresolved, standIns } = read(text);
    expect(errors).toEqual([]);
    expect(statements.map(({ span }) => words(text, span).slice(0, 40))).toEqual(['CREATE TABLE {{.prefix}}blocks (\n  {{if ', 'ALTER TABLE blocks ADD a int']);
    expect(JSON.stringify(statements[0]?.node)).toContain('"relname":"___prefix__blocks"');
    expect(JSON.stringify(statements[0]?.node).match(/"colname":"\w+"/g)).toEqual(['"colname":"at"', '"colname":"schema"', '"colname":"note"']);
    expect(standIns).toBe(1);
    expect(unresolved?.map(({ span }) => words(text, span))).toEqual(['{{ addColumnIfNeeded "blocks" "x" }}']);
  });

  it.each([
    ['CREATE TABLE ${schema}.t_${env} (id int)', 2],
    ['ALTER TABLE @prefix@users ADD a int', 1],
    ["SELECT a[1:b], x::text, '${no}' FROM t", 0],
    ["SELECT a @> b, c @ d FROM t", 0],
  ])('counts what stands in: %s', (text, count) => {
    expect(read(text)).toMatchObject({ errors: [], standIns: count, statements: [{}] });
  });

  it('keeps the error that remains, with the words of the file', () => {
    expect(errorsOf('ALTER TABLE a ADD {{.column}}')).toEqual([['syntax error at end of input', '{{.column}}', 'ALTER TABLE a ADD {{.column}}']]);
    expect(errorsOf('ALTER TABEL {{.table}} ADD a int')).toEqual([['syntax error at or near "TABEL"', 'TABEL', 'ALTER TABEL {{.table}} ADD a int']]);
    expect(errorsOf('ALTER TABLE a b {{.table}}')[0]?.[1]).toBe('b');
  });
});

describe('long texts', () => {
  const insert = "INSERT INTO t (a, b) VALUES (1, 'ä;');\n";

  it('are read in parts, with nothing lost', () => {
    const text = `${insert.repeat(9_000)}ALTER TABEL x;\nCREATE TABLE {{.p}}y ();\n${insert}`;
    const { statements, errors, standIns } = read(text);
    expect(statements.length).toBe(9_002);
    expect(errors.length).toBe(1);
    expect(standIns).toBe(1);
    const last = statements.at(-1);
    expect(last && words(text, last.span)).toBe(insert.trim().slice(0, -1));
    expect(JSON.stringify(last?.node)).toContain('"relname":"t"');
    expect(last && text.slice(last.offset(12)).startsWith('t (a, b)')).toBe(true);
  });

  it('keep the first rows of an INSERT', () => {
    const [statement] = read(`INSERT INTO t VALUES ${'(f(1)),'.repeat(5_000)} (2)`).statements;
    const node = statement?.node;
    const query = node && 'InsertStmt' in node ? node.InsertStmt.selectStmt : undefined;
    expect(query && 'SelectStmt' in query && query.SelectStmt.valuesLists?.length).toBe(20);
  });

  it('leave the data of a COPY alone', () => {
    const data = "1\tit's $$ /* data;\n".repeat(20_000);
    const { statements, errors } = read(`COPY t FROM stdin;\n${data}\\.\nSELECT 1;`);
    expect([statements.length, errors.length]).toEqual([2, 0]);
  });

  it('cost time in proportion to their errors', () => {
    const { errors } = read('ALTER TABEL a ADD b int;\n'.repeat(10_000));
    expect(errors.length).toBe(10_000);
  });
});

describe.skipIf(!hasCorpus)('public migrations (needs ../shared/corpus)', () => {
  it('are cut as the grammar cuts them', () => {
    for (const { path, text } of corpusFiles(11)) {
      const { statements, errors, standIns, unresolved } = read(text);
      const isTemplate = standIns > 0 || unresolved !== undefined || text.includes('{{');
      if (errors.length > 0 || isTemplate) continue;
      const cut = [...split(text)].map(({ start, end }) => ({ start, end }));
      expect(cut, path).toEqual(statements.map(({ span }) => span));
    }
  });
});
