import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as grammar from '../../src/parser/postgres-grammar.ts';
import { call } from './calling.ts';
import { Terminal } from '../cli/terminal.ts';

/** Characters that PostgreSQL's grammar was given. */
let given = 0;

vi.mock('../../src/parser/postgres-grammar.ts', async (importOriginal) => {
  const original = await importOriginal<typeof grammar>();
  return {
    ...original,
    parseSql: (text: string) => {
      given += text.length;
      return original.parseSql(text);
    },
  };
});

afterEach(() => { given = 0; });

/** How many times its own length a file of so many statements is read. */
async function timesRead(statements: number, statement: (index: number) => string): Promise<number> {
  const text = Array.from({ length: statements }, (_, index) => `${statement(index)}\n`).join('');
  given = 0;
  await call(new Terminal({ 'db/1_a.sql': text }), 'db --format json');
  return given / text.length;
}

describe('ten times the statements are read no oftener', () => {
  test.each<[string, (index: number) => string, number]>([
    ['sound statements', (index) => `CREATE TABLE IF NOT EXISTS t${index} (id int);`, 2],
    ['placeholders', (index) => `CREATE TABLE IF NOT EXISTS \${schema}.t${index} (id int);`, 4],
    ['a syntax error now and then', (index) => (index % 100 === 50 ? 'CREATE TABEL a (b int);' : `CREATE TABLE IF NOT EXISTS t${index} (id int);`), 8],
    ['nothing but syntax errors', () => 'CREATE TABEL a (b int);', 8],
    ['psql commands between', (index) => `\\echo ${index}\nCREATE TABLE IF NOT EXISTS t${index} (id int);`, 4],
    ['data for COPY', (index) => `COPY t FROM stdin;\n${index}\tit's\n\\.`, 4],
  ])('%s', async (_, statement, most) => {
    const few = await timesRead(1_000, statement);
    const many = await timesRead(10_000, statement);
    expect(few).toBeLessThan(most);
    expect(many).toBeLessThan(Math.max(few * 1.1, most));
  });
});
