import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lower } from '../../src/operations/lower.ts';
import { lowerAst, lowerAstStatement } from '../../src/operations/lower-ast.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { astOf, isReadByAst, loadAstReader, readAst, readScriptWithAst } from '../../src/parser/ast-reader.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import { compareAll, plainNames, scriptOf, textOf } from './compare.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/** What the second reader makes of one statement. */
const lowered = (text: string): readonly Operation[] | undefined => {
  const ast = readAst(text);
  return ast && lowerAst(ast, plainNames, { text, start: 0 });
};

beforeAll(async () => {
  await Promise.all([loadGrammar(), loadAstReader()]);
});

describe('readAst', () => {
  it('gives a typed tree with places', () => {
    const ast = readAst('ALTER TABLE t ADD COLUMN email varchar(20)');
    expect(ast).toMatchObject({ type: 'alter table', table: { name: 't', _location: { start: 12, end: 13 } } });
  });

  it.each(['', '-- nothing', 'SELECT 1; SELECT 2', 'CREATE TRIGGER x', "SELECT 'open", '\0', '('.repeat(5000)])('cannot read %j, and says so', (text) => {
    expect(readAst(text)).toBeUndefined();
  });

  it('leaves texts alone that would take it minutes', () => {
    expect(readAst(`INSERT INTO t VALUES ${'(1), '.repeat(60_000)}(1)`)).toBeUndefined();
  });

  it('reads any prefix of a statement or none of it', () => {
    for (const { text } of compareAll(read('both-read.sql')).slice(0, 20)) {
      for (let end = 0; end < text.length; end += 7) {
        const prefix = text.slice(0, end);
        expect(() => lowered(prefix)).not.toThrow();
      }
    }
  });
});

describe('astOf', () => {
  it('reads the text of a statement of the first reader', () => {
    const [statement] = readScript(scriptOf('-- one\nDROP TABLE t;')).statements;
    expect(statement && isReadByAst(statement)).toBe(false);
    expect(statement && astOf(statement)).toMatchObject({ type: 'drop table', names: [{ name: 't' }] });
  });

  it('gives the tree of a statement of the second reader', () => {
    const [statement] = readScriptWithAst(scriptOf('DROP TABLE t')).statements;
    expect(statement && astOf(statement)).toBe(statement?.ast);
  });
});

describe('readScriptWithAst', () => {
  const sql = read('stand-in.sql');

  it('reads what it can and names the rest', () => {
    const { statements, unread, errors, standIns } = readScriptWithAst(scriptOf(sql));
    expect(statements.map(({ command }) => command)).toEqual(['create table', 'create trigger', 'do', 'vacuum', 'alter table']);
    expect(unread.map(({ message }) => message)).toEqual([
      'pgsql-ast-parser cannot read this CREATE TRIGGER',
      'pgsql-ast-parser cannot read this VACUUM',
    ]);
    expect(unread.map(({ span }) => sql.slice(span.start, span.start + 6))).toEqual(['CREATE', 'VACUUM']);
    expect({ errors, standIns }).toEqual({ errors: [], standIns: 1 });
  });

  it('lowers each statement to something', () => {
    const { statements } = readScriptWithAst(scriptOf(sql));
    expect(statements.flatMap((statement) => lowerAstStatement(statement, plainNames))).toMatchObject([
      { kind: 'create-table', table: { schema: 'public', name: 't' } },
      { kind: 'other', command: 'create trigger' },
      { kind: 'do', language: 'plpgsql', read: false },
      { kind: 'other', command: 'vacuum' },
      { kind: 'drop-column', column: 'a' },
    ]);
  });

  it('stands in for the first reader, whatever the line ends', () => {
    for (const text of [read('both-read.sql'), read('both-read.sql').replaceAll('\n', '\r\n')]) {
      const script = scriptOf(text);
      const first = readScript(script).statements;
      const { statements, unread } = readScriptWithAst(script);
      expect(unread).toEqual([]);
      expect(statements.map(({ span }) => span)).toEqual(first.map(({ span }) => span));
      const operations = statements.flatMap((statement) => lowerAstStatement(statement, plainNames));
      expect(textOf(operations, true)).toBe(textOf(first.flatMap((statement) => lower(statement, plainNames)), true));
    }
  });

  it('reports what never closes as an error', () => {
    const text = "DROP TABLE a;\nINSERT INTO t VALUES ('open;\nDROP TABLE b;";
    const { statements, errors } = readScriptWithAst(scriptOf(text));
    expect(statements).toHaveLength(1);
    expect(errors.map(({ span }) => text.slice(span.start, span.end))).toEqual(["'"]);
  });
});

describe('lowerAst', () => {
  it('refuses what the second reader takes for something else', () => {
    for (const text of ['ALTER TABLE t ADD COLUMN x', 'DROP FUNCTION f(double precision)', 'INSERT INTO t']) {
      expect(readAst(text), text).toBeDefined();
      expect(lowered(text), text).toBeUndefined();
    }
  });

});
