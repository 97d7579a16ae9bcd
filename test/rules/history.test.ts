import { describe, expect, test } from 'vitest';
import { defaults } from '../../src/config/load.ts';
import { presets } from '../../src/config/presets.ts';
import type { Config } from '../../src/config/config.ts';
import { discover } from '../../src/project/discover.ts';
import { lint } from '../../src/lint.ts';
import { rules } from '../../src/rules/registry.ts';
import { Repository } from '../applied/repositories.ts';

const ids = new Set(['case-collision', 'duplicate-version', 'mixed-naming', 'out-of-order-version', 'timestamp-in-the-future', 'version-gap', 'version-overflow']);
const up = 'SELECT 1;\n';

/** What the rules about histories say of files that nobody has applied. */
async function judge(names: readonly string[], runner?: string, config: Config = defaults): Promise<readonly string[]> {
  const { folder } = new Repository().write(Object.fromEntries(names.map((name) => [name, name.endsWith('.toml') ? 'provider = "postgresql"\n' : up])));
  const own: Config = runner === undefined ? config : { ...config, sets: { '.': { runner } } };
  const { findings } = await lint(await discover({ cwd: folder, paths: [], config: own }), { config: own });
  return findings.filter(({ rule }) => ids.has(rule)).map(({ rule, severity, place, message }) => `${severity} ${rule} ${place.file.path}: ${message}`);
}

const strict: Config = { ...defaults, rules: presets.strict?.levels(rules) ?? {} };

describe('duplicate-version', () => {
  test.each([
    ['golang-migrate', ['1_a.up.sql', '0001_b.up.sql'], ['error duplicate-version 1_a.up.sql: 1_a.up.sql: 0001_b.up.sql has the same version. golang-migrate refuses the whole folder: "duplicate migration file".']],
    ['goose', ['1_a.sql', '001_b.sql'], ['error duplicate-version 1_a.sql: 1_a.sql: 001_b.sql has the same version. goose refuses the whole folder.']],
    ['flyway', ['V1__a.sql', 'V1.0__b.sql'], ['error duplicate-version V1__a.sql: V1__a.sql: V1.0__b.sql has the same version. Flyway refuses them all: "Found more than one migration with version".']],
    ['flyway', ['V1__a.sql', 'V1.1__b.sql', 'U1__a.sql', 'R__a.sql', 'R__b.sql'], []],
    ['diesel', ['2024-01-01-000000_a/up.sql', '20240101000000_b/up.sql'], ['error duplicate-version 20240101000000_b/up.sql: 20240101000000_b/up.sql: 2024-01-01-000000_a/up.sql has the same version. Diesel takes one of them and drops the other without a word.']],
    ['dbmate', ['1_a.sql', '01_b.sql'], []],
    ['prisma', ['20240101000000_a/migration.sql', '20240101000000_b/migration.sql', 'migration_lock.toml'], []],
    ['node-pg-migrate', ['1_a.sql', '1_b.sql'], []],
    ['plain', ['20240101_a.sql', '20240101_b.sql'], []],
  ])('%s: %j', async (runner, names, expected) => {
    expect(await judge(names, runner)).toEqual(expected);
  });
});

describe('version-gap', () => {
  test.each([
    ['postgres-migrations', ['1_a.sql', '3_b.sql'], ['error version-gap 3_b.sql: 3_b.sql: 2 is missing before it. postgres-migrations refuses the whole folder: "Found a non-consecutive migration ID".']],
    ['postgres-migrations', ['1_a.sql', '2_b.sql'], []],
    ['golang-migrate', ['1_a.up.sql', '2_b.up.sql', '3_c.up.sql', '6_d.up.sql'], []],
  ])('%s: %j', async (runner, names, expected) => {
    expect(await judge(names, runner)).toEqual(expected);
  });

  test('is a convention elsewhere', async () => {
    const names = ['1_a.up.sql', '2_b.up.sql', '3_c.up.sql', '6_d.up.sql'];
    expect(await judge(names, undefined, strict)).toEqual(['warning version-gap 6_d.up.sql: 6_d.up.sql: 4 to 5 are missing before it.']);
    expect(await judge(names, undefined, { ...defaults, rules: { 'version-gap': 'info' } })).toMatchObject([expect.stringMatching(/^info/)]);
    expect(await judge(['10_a.up.sql', '20_b.up.sql', '30_c.up.sql'], undefined, strict)).toEqual([]);
  });
});

test('case-collision', async () => {
  expect(await judge(['1_users.up.sql', '1_Users.up.sql', '2_b.up.sql'], 'golang-migrate')).toContain('error case-collision 1_users.up.sql: 1_users.up.sql and 1_Users.up.sql are one file on macOS and Windows: one of them is lost in a checkout there.');
});

describe('what the base has gained meanwhile', () => {
  /** A branch with one more migration, and a main branch with another. */
  function diverged(own: string, other: string): Repository {
    const repository = Repository.with({ 'db/20240101000000_a.up.sql': up, 'db/20240101000000_a.down.sql': up }).branch('feature');
    repository.commit({ [`db/${own}.up.sql`]: up, [`db/${own}.down.sql`]: up }).git('checkout', '--quiet', 'main');
    repository.commit({ [`db/${other}.up.sql`]: up, [`db/${other}.down.sql`]: up }).git('checkout', '--quiet', 'feature');
    return repository;
  }

  test('has the same version', async () => {
    const { findings } = await diverged('20240301000000_mine', '20240301000000_theirs').lint();
    expect(findings).toMatchObject([{ rule: 'duplicate-version', severity: 'error', file: 'db/20240301000000_mine.up.sql', message: '20240301000000_mine.up.sql: the base has gained 20240301000000_theirs.up.sql with the same version. golang-migrate refuses the whole folder: "duplicate migration file".' }]);
  });

  test('has a newer one', async () => {
    const repository = diverged('20240301000000_mine', '20240401000000_theirs');
    const expected = [{ rule: 'out-of-order-version', severity: 'error', message: '20240301000000_mine.up.sql sorts before 20240401000000_theirs.up.sql, which the base has gained since. golang-migrate starts behind the version that the database has, and never runs it, without a word.' }];
    expect((await repository.lint()).findings).toMatchObject(expected);
    expect((await repository.lint('--all')).findings).toMatchObject(expected);
    repository.git('merge', '--quiet', '--no-edit', 'main');
    expect((await repository.lint('--all')).findings).toMatchObject([{ rule: 'out-of-order-version', message: expect.stringContaining('20240401000000_theirs.up.sql, which is applied') as string }]);
  });

  test('has an older one: nothing to say', async () => {
    expect((await diverged('20240301000000_mine', '20240201000000_theirs').lint()).findings).toEqual([]);
  });

  test('counts beside a lock file too, where a base is named', async () => {
    const repository = diverged('20240301000000_mine', '20240401000000_theirs');
    await repository.run('record --until 20240101000000');
    expect((await repository.lint()).findings).toEqual([]);
    expect((await repository.lint('--base main')).findings).toMatchObject([{ rule: 'out-of-order-version' }]);
  });
});

test('a rule about a history can be switched off in its file', async () => {
  const repository = new Repository().write({ '.pgmiglintrc.json': '{ "sets": { "db": { "runner": "golang-migrate" } } }', 'db/1_a.up.sql': up, 'db/01_b.up.sql': `-- pgmiglint-disable duplicate-version -- never both\n${up}`, 'db/1_a.down.sql': up, 'db/01_b.down.sql': up });
  expect((await repository.lint()).findings).toMatchObject([{ rule: 'unused-suppression', file: 'db/01_b.up.sql' }, { rule: 'duplicate-version', file: 'db/1_a.up.sql' }]);
  repository.write({ 'db/1_a.up.sql': `-- pgmiglint-disable duplicate-version -- never both\n${up}` });
  expect((await repository.lint()).findings).toMatchObject([{ rule: 'unused-suppression', file: 'db/01_b.up.sql' }]);
});

test('what runs files that nobody knows goes by names, where one version stood twice again and again', async () => {
  expect(await judge(['0001_a.sql', '0001_b.sql', '0002_c.sql'], 'plain')).toHaveLength(1);
  expect(await judge(['0001_a.sql', '0001_b.sql', '0002_c.sql', '0002_d.sql'], 'plain')).toEqual([]);
});
