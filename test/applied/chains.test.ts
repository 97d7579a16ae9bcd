import { describe, expect, test } from 'vitest';
import { Repository } from './repositories.ts';

/** Atlas's own example, from its tests. */
const atlas = {
  '1.a_sub.up.sql': '-- create table "t_sub"\nCREATE TABLE t_sub(c int);\n-- add c1 column\nALTER TABLE t_sub ADD c1 int;',
  '2.10.x-20_description.sql': '-- add c2 column\nALTER TABLE t_sub ADD c2 int;',
  '3_partly.sql': '-- add c3 column\nALTER TABLE t_sub ADD c3 int;\n-- add c4 column\nALTER TABLE t_sub ADD c4 int;',
};
const sums = `h1:VpH77zWOBMwX5QhvnQo0XQvXCrOYZg4h1o0XlJTQnl0=
1.a_sub.up.sql h1:nXyZR020M/mH7LxkoTkJr7BcQkipVg90imQ9I4595dw=
2.10.x-20_description.sql h1:wQB3Vh3PHVXQg9OD3Gn7TBxbZN3r1Qb7TtAE1g3q9mQ=
3_partly.sql h1:lHlMz6mEvBfvjry5lFXjs2vi6Et9xb9CWicaOXD42Qc=
`;

/** What is said of files under `m/`. */
async function say(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const repository = new Repository().write({ ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`m/${name}`, text])) });
  const { findings } = await repository.lint();
  return findings.filter(({ rule }) => rule === 'edited-applied-migration').map(({ severity, file, line, message }) => `${severity} ${file}:${line} ${message}`);
}

describe('atlas.sum', () => {
  test('agrees', async () => {
    expect(await say({ ...atlas, 'atlas.sum': sums })).toEqual([]);
    expect(await say({ ...atlas, 'atlas.sum': sums.replaceAll('\n', '\r\n') })).toEqual([]);
    expect(await say({ ...Object.fromEntries(Object.entries(atlas).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')])), 'atlas.sum': sums })).toEqual([]);
  });

  test('an edited file', async () => {
    expect(await say({ ...atlas, '2.10.x-20_description.sql': 'SELECT 1;', 'atlas.sum': sums })).toEqual([
      'error m/2.10.x-20_description.sql:1 2.10.x-20_description.sql is not what atlas.sum says it was: Atlas refuses the whole folder ("checksum mismatch"). If it has been applied, bring it back; if not, run `atlas migrate hash`.',
    ]);
  });

  test('a deleted file', async () => {
    const left = Object.fromEntries(Object.entries(atlas).slice(0, 2));
    expect(await say({ ...left, 'atlas.sum': sums })).toEqual(['error m/atlas.sum:4 3_partly.sql is in atlas.sum, and its file is gone: Atlas refuses the whole folder ("checksum mismatch").']);
  });

  test('a file that is not in it', async () => {
    expect(await say({ ...atlas, '4_new.sql': 'SELECT 1;', 'atlas.sum': sums })).toEqual(['error m/4_new.sql:1 4_new.sql is not in atlas.sum: Atlas refuses the whole folder ("checksum mismatch"). Run `atlas migrate hash`.']);
  });

  test('its first line', async () => {
    expect(await say({ ...atlas, 'atlas.sum': sums.replace('h1:Vp', 'h1:Xp') })).toEqual(['error m/atlas.sum:1 The first line of atlas.sum is not the sum of the others: Atlas refuses the whole folder ("checksum mismatch"). Run `atlas migrate hash`.']);
  });

  test('a merge conflict', async () => {
    expect(await say({ ...atlas, 'atlas.sum': `<<<<<<< HEAD\n${sums}=======\n>>>>>>> x\n` })).toEqual(['error m/atlas.sum:1 atlas.sum has an unresolved merge conflict. Put the newer migrations behind the others, then run `atlas migrate hash`.']);
  });
});

const first = 'sha1:e00ec93314a423ee5cc68d1182ad52f16442d7df';
const second = 'sha1:bddc1ead3310dc1c42cdc7f63537ebdff2e9fd7b';
const chain = {
  'committed/000001.sql': `--! Previous: -\n--! Hash: ${first}\n\ncreate table if not exists foo (id serial primary key);\n`,
  'committed/000002-roles.sql': `--! Previous: ${first}\n--! Hash: ${second}\n--! Message: roles\n\ndrop type if exists user_role;\ncreate type user_role as enum ('User');\n`,
  'current.sql': 'SELECT 1;\n',
};

describe("graphile-migrate's headers", () => {
  test('agree', async () => {
    expect(await say(chain)).toEqual([]);
    expect(await say(Object.fromEntries(Object.entries(chain).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')])))).toEqual([]);
  });

  test('an edited file', async () => {
    expect(await say({ ...chain, 'committed/000001.sql': chain['committed/000001.sql'].replace('foo', 'bar') })).toEqual([
      'error m/committed/000001.sql:2 000001.sql is not what was committed: its text no longer has this hash, and graphile-migrate refuses to go on ("has the file been tampered with?").',
    ]);
    expect(await say({ ...chain, 'committed/000001.sql': chain['committed/000001.sql'].replace('foo', 'bar').replace('\n\n', '\n--! AllowInvalidHash\n\n') })).toEqual([]);
  });

  test('a broken chain', async () => {
    expect(await say({ 'committed/000002-roles.sql': chain['committed/000002-roles.sql'] })).toEqual(['error m/committed/000002-roles.sql:1 000002-roles.sql is the first, and names one before it: graphile-migrate refuses to go on.']);
    const third = `--! Previous: ${first}\n--! Hash: sha1:x\n--! AllowInvalidHash\n\nselect 1;\n`;
    expect(await say({ ...chain, 'committed/000003.sql': third })).toEqual(['error m/committed/000003.sql:1 000003.sql follows sha1:e00ec933…, and 000002-roles.sql before it is sha1:bddc1ead…: graphile-migrate refuses to go on.']);
  });
});
