import { describe, expect, it } from 'vitest';
import { dialectOfFile, dialectOfTexts, foreignDialect } from '../../src/project/dialects.ts';
import { foreignBelow } from '../../src/project/recognise.ts';

describe('another database', () => {
  it.each([['sqlite', 'SQLite'], ['migrations_mysql', 'MySQL'], ['jdbc-h2', 'H2'], ['ClickHouse', 'ClickHouse'], ['sqlite3-migrations', 'SQLite']])('is named by the folder %s', (folder, database) => {
    expect(foreignDialect(folder)).toBe(database);
  });

  it.each(['postgres', 'migrations', 'mysql-proxy', 'move-from-mysql', 'migrations_postgres', 'h2o', 'constructor', '2024_mysql'])('is not named by the folder %s', (folder) => {
    expect(foreignDialect(folder)).toBeUndefined();
  });

  it('is taken back by a folder for PostgreSQL below', () => {
    expect(foreignBelow('migrations', 'the folder mysql is for MySQL')).toBe('the folder mysql is for MySQL');
    expect(foreignBelow('postgresql', 'the folder mysql is for MySQL')).toBeUndefined();
  });

  it('is named in a file name between the dots', () => {
    expect(dialectOfFile('001_a.mysql.up.sql')).toBe('MySQL');
    expect(dialectOfFile('001_mysql.up.sql')).toBeUndefined();
    expect(dialectOfFile('001_a.postgres.up.sql')).toBeUndefined();
  });

  it('shows in the text, but not in a stray word of a PostgreSQL history', () => {
    const mysql = 'CREATE TABLE `a` (id int);';
    const own = 'CREATE TABLE b (id bigserial, at timestamptz);';
    expect(dialectOfTexts([mysql])).toEqual({ database: 'MySQL', shown: 'names in backticks' });
    expect(dialectOfTexts([mysql, own])).toBeUndefined();
    expect(dialectOfTexts(['-- use `users` with care\nCREATE TABLE users (id int);'])).toBeUndefined();
    expect(dialectOfTexts([])).toBeUndefined();
  });
});
