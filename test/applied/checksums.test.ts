import { describe, expect, test } from 'vitest';
import { flyway, graphileMigrate, liquibaseV8, liquibaseV9, postgresMigrations, postgrator, refinery, sha256Text, sqitch, sqlx } from '../../src/applied/checksums.ts';

const table = 'CREATE TABLE t (id int);\n';
const sha256 = '12c83f983b0c94b9c7010dcc92149589d5fb01a3d32af8f6d699545d95db9040';

describe('as the runners compute them', () => {
  test.each([
    ['', 0],
    ['abc\ndef efg\nxyz', 989464445], ['abc\r\ndef efg\nxyz\r\n', 989464445], ['\uFEFFabc\ndef efg\nxyz', 989464445], ['abcdef efgxyz', 989464445],
    [table, 92137680],
    ['create table person (\n    ID int not null,\n    NAME varchar(100) not null\n);\n', -963441802],
    ['é😀\n', 2139118086],
    ['a\r\rb\n\r\nc', 891568578],
  ])('Flyway: %j', (text, expected) => {
    expect(flyway(text)).toBe(expected);
  });

  test('sqlx', () => {
    const expected = 'e1cc0b49a7d453bb345d9fc52670c0bfd4a694b2befb7061a9bad55916701e1ef4ddd22ee7cb1c80b4317a1b5780422c';
    expect(sqlx(table)).toBe(expected);
    expect(sqlx(table.replace('\n', '\r\n'))).toBe('13ec31b9fdb54e368195d7bc842339dbb8844066c2781756dc6003d955e6a4199f83dbb6148cf8b6addef8ce34a3e985');
    expect(sqlx(table.replace('\n', '\r\n'), ['\r'])).toBe(expected);
  });

  test('Prisma and Drizzle', () => {
    expect(sha256Text('hello')).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    expect(sha256Text(table)).toBe(sha256);
  });

  test('refinery', () => {
    expect(refinery('initial', 1n, 'CREATE TABLE persons (\n    id int,\n    name varchar(255),\n    city varchar(255)\n);\n')).toBe('2959965718684201605');
    expect(refinery('add_cars_table', 2n, 'CREATE TABLE cars (\n    id int,\n    name varchar(255)\n);\n')).toBe('8238603820526370208');
    expect(refinery('initial', 20240101000000n, '', true)).toMatch(/^\d+$/);
  });

  test('Liquibase', () => {
    expect(liquibaseV9('select 1')).toBe('9:3b78b9910981c62ca27148640fad7bc2');
    expect(liquibaseV9('create table thisShouldRun(id int)')).toBe('9:62336a615e62e89c9d86128d1ca60ecf');
    expect(liquibaseV8('select 1', { strip: false })).toBe('8:551a6b5455d661ce7101a063b818ca3e');
  });

  test('graphile-migrate', () => {
    const first = graphileMigrate('create table if not exists foo (id serial primary key);', undefined);
    const second = graphileMigrate("drop type if exists user_role;\ncreate type user_role as enum ('User');", first);
    const third = graphileMigrate("--! no-transaction\nALTER TYPE user_role ADD VALUE IF NOT EXISTS 'Admin';\n", second);
    expect([first, second, third]).toEqual(['sha1:e00ec93314a423ee5cc68d1182ad52f16442d7df', 'sha1:bddc1ead3310dc1c42cdc7f63537ebdff2e9fd7b', 'sha1:2d248344ac299ebbad2aeba5bfec2ae3c3cb0a4f']);
  });

  test('postgres-migrations, postgrator, Sqitch', () => {
    expect(postgresMigrations('1_create.sql', table)).toBe('20f361983e04f0752e21d77b083edb26233f3c8b');
    expect(postgrator(table)).toBe('cd693128f6e326e5b6817a24ba8764af');
    expect(postgrator(table.replace('\n', '\r\n'), '\n')).toBe('cd693128f6e326e5b6817a24ba8764af');
    expect(sqitch(Buffer.from('abc'))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  });
});
