import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { findConfig, loadConfig, parseConfig } from '../../src/config/load.ts';
import { spell } from '../../src/config/problem.ts';
import type { Vocabulary } from '../../src/config/vocabulary.ts';
import { SourceFile } from '../../src/source/source-file.ts';

const vocabulary: Vocabulary = {
  rules: [
    { id: 'missing-down', summary: '' },
    { id: 'unchecked-drop-column', summary: '' },
    { id: 'non-idempotent-alter', summary: '', convention: true },
    { id: 'non-idempotent-insert', summary: '', convention: true },
    { id: 'some-convention', summary: '', convention: true },
    { id: 'missing-header', summary: '', options: { fields: { about: '', kind: 'words', default: ['Author'] }, most: { about: '', kind: 'number', from: 1, to: 9, default: 3 }, downs: { about: '', kind: 'flag', default: false } } },
  ],
  runners: ['golang-migrate', 'goose', 'flyway'],
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
  mkdirSync(join(root, 'db', 'migrations', 'old'), { recursive: true });
  writeFileSync(join(root, 'db', 'structure.sql'), '');
});
afterAll(() => { rmSync(root, { recursive: true }); });

async function problems(text: string): Promise<string[]> {
  const loaded = await parseConfig(new SourceFile('.pgmiglintrc.json', text), root, root, vocabulary);
  return 'problems' in loaded ? loaded.problems.map(spell) : [];
}

async function parsed(value: object, cwd = root): Promise<Config> {
  const loaded = await parseConfig(new SourceFile('.pgmiglintrc.json', JSON.stringify(value)), root, cwd, vocabulary);
  if ('problems' in loaded) throw new Error(loaded.problems.map(spell).join('\n'));
  return loaded.config;
}

describe('mistakes', () => {
  test.each([
    ['an unknown key', '{ "rule": {} }', '1:3: unknown key "rule", did you mean "rules"?'],
    ['an unknown key that is near nothing', '{ "flavour": 1 }', '1:3: unknown key "flavour"'],
    ['an inherited name is no key', '{ "toString": 1 }', '1:3: unknown key "toString"'],
    ['a key of a set', '{ "sets": { "db": { "runer": "goose" } } }', '1:21: unknown key "runer", did you mean "runner"?'],
    ['an unknown rule', '{ "rules": { "mising-down": "off" } }', '1:14: unknown rule "mising-down", did you mean "missing-down"?'],
    ['an unknown rule of an override', '{ "overrides": [{ "files": "*.sql", "rules": { "drop-column": "off" } }] }', '1:48: unknown rule "drop-column", did you mean "unchecked-drop-column"?'],
    ['a wrong level', '{ "rules": { "missing-down": "warn" } }', '1:30: unknown level "warn" for "missing-down": expected off, info, warning or error, did you mean "warning"?'],
    ['a level that is no word', '{ "rules": { "missing-down": 2 } }', '1:30: "missing-down" must be a string, not a number'],
    ['a level in a list', '{ "rules": { "missing-down": ["warn"] } }', '1:31: unknown level "warn" for "missing-down": expected off, info, warning or error, did you mean "warning"?'],
    ['a list without a level', '{ "rules": { "missing-down": [] } }', '1:30: "missing-down" must begin with a level: ["warning", { … }]'],
    ['options of a rule that has none', '{ "rules": { "missing-down": ["error", { "fields": [] }] } }', '1:40: "missing-down" has no options'],
    ['an unknown option', '{ "rules": { "missing-header": ["error", { "field": [] }] } }', '1:44: unknown key "field", did you mean "fields"?'],
    ['an option of the wrong type', '{ "rules": { "missing-header": ["error", { "fields": "Author" }] } }', '1:54: "fields" must be a list, not a string'],
    ['an option out of range', '{ "rules": { "missing-header": ["error", { "most": 10 }] } }', '1:52: "most" must be a whole number from 1 to 9, not 10'],
    ['more than options', '{ "rules": { "missing-header": ["error", { "downs": true }, 1] } }', '1:61: "missing-header" takes a level and one object of options'],
    ['options of an override', '{ "overrides": [{ "files": "*.sql", "rules": { "missing-header": ["off"] } }] }', '1:66: "missing-header" must be a string, not a list'],
    ['a wrong threshold', '{ "failOn": "errors" }', '1:13: unknown severity "errors" for "failOn": expected error, warning, info or never, did you mean "error"?'],
    ['an unknown preset', '{ "extends": "strickt" }', '1:14: unknown preset "strickt" for "extends": expected one of 7, such as recommended, did you mean "strict"?'],
    ['an unknown runner', '{ "sets": { "db": { "runner": "golang-migrat" } } }', '1:31: unknown runner "golang-migrat" for "runner": expected golang-migrate, goose or flyway, did you mean "golang-migrate"?'],
    ['a wrong version', '{ "postgres": 9.6 }', '1:15: "postgres" must be a whole number from 10 to 18, not 9.6'],
    ['a version in quotes', '{ "postgres": "15" }', '1:15: "postgres" must be a whole number, not a string'],
    ['a folder that is not there', '{ "sets": { "db/migration": {} } }', '1:13: there is no folder "db/migration"'],
    ['a file where a folder should be', '{ "sets": { "db/structure.sql": {} } }', '1:13: there is no folder "db/structure.sql"'],
    ['a dump that is not there', '{ "sets": { "db": { "schema": "db/dump.sql" } } }', '1:31: "schema": there is no file "db/dump.sql"'],
    ['a path that is not there', '{ "paths": ["db", "dbb"] }', '1:19: "paths": there is no file or folder "dbb"'],
    ['a list that is none', '{ "ignore": "x" }', '1:13: "ignore" must be a list, not a string'],
    ['an item of the wrong type', '{ "ignore": [1] }', '1:14: "ignore" must be a string, not a number'],
    ['a key given twice', '{ "postgres": 15, "postgres": 16 }', '1:19: "postgres" is given twice'],
    ['an override without files', '{ "overrides": [{ "rules": {} }] }', '1:17: "files" is missing in an item of "overrides"'],
    ['no object', '[]', '1:1: "the configuration" must be an object, not a list'],
    ['nothing at all', '', '1:1: not JSON: a value is expected'],
    ['only a comment', '// nothing\n', '2:1: not JSON: a value is expected'],
    ['no JSON', '{ rules: {} }', '1:3: not JSON: not a word of JSON'],
  ])('%s', async (_, text, expected) => {
    expect((await problems(text))[0]).toBe(`.pgmiglintrc.json:${expected}`);
  });

  test('are all reported at once, in the order of the file', async () => {
    const text = '{\n  "postgres": 9,\n  // a comment\n  "rules": { "missing-dwn": "off",\n    "missing-down": "loud" },\n  "sets": { "nowhere": { "downs": "yes" } },\n}\n';
    expect(await problems(text)).toEqual([
      '.pgmiglintrc.json:2:15: "postgres" must be a whole number from 10 to 18, not 9',
      '.pgmiglintrc.json:4:14: unknown rule "missing-dwn", did you mean "missing-down"?',
      '.pgmiglintrc.json:5:21: unknown level "loud" for "missing-down": expected off, info, warning or error',
      '.pgmiglintrc.json:6:13: there is no folder "nowhere"',
      '.pgmiglintrc.json:6:35: unknown value "yes" for "downs": expected expected or none',
    ]);
  });

  test('of the file itself', async () => {
    writeFileSync(join(root, 'latin1.json'), Buffer.from([0x7b, 0xe4, 0x7d]));
    for (const [name, message] of [['latin1.json', 'the file cannot be read: it is not UTF-8'], ['none.json', 'there is no such file'], ['db', 'this is a folder: a file is expected']] as const) {
      expect(await loadConfig(join(root, name), root, vocabulary)).toEqual({ problems: [{ file: name, line: 1, column: 1, message }] });
    }
  });
});

describe('what is read', () => {
  test('comments, trailing commas and a byte order mark are no mistakes', async () => {
    writeFileSync(join(root, 'marked.json'), '\ufeff// so\n{ "postgres": 15, /* and */ }\n');
    expect(await loadConfig(join(root, 'marked.json'), root, vocabulary)).toMatchObject({ config: { file: 'marked.json', postgres: 15, failOn: 'error' } });
  });

  test('an empty object gives the defaults', async () => {
    expect(await parsed({})).toEqual({ file: '.pgmiglintrc.json', paths: [], ignore: [], failOn: 'error', sets: {}, rules: {}, overrides: [] });
  });

  test('presets, then rules', async () => {
    expect((await parsed({ extends: 'strict' })).rules).toEqual({ 'non-idempotent-alter': 'warning', 'non-idempotent-insert': 'warning', 'some-convention': 'warning' });
    expect((await parsed({ extends: ['recommended', 'idempotent'], rules: { 'non-idempotent-insert': 'off' } })).rules).toEqual({
      'concurrently-without-if-exists-on-drop': 'warning', 'non-idempotent-alter': 'warning', 'non-idempotent-drop': 'warning', 'non-idempotent-insert': 'off',
    });
  });

  test('a folder that is ignored is ignored with what is in it', async () => {
    expect((await parsed({ ignore: ['legacy/', '**/x/**'] })).ignore).toEqual(['legacy', 'legacy/**', '**/x/**']);
  });

  test('paths are made relative to the working directory', async () => {
    const value = {
      paths: ['db/migrations'],
      sets: { 'db/migrations': { runner: 'goose', schema: 'db/structure.sql' } },
      overrides: [{ files: 'db/**/old/*.sql', rules: { 'missing-down': 'off' } }],
    };
    expect(await parsed(value, join(root, 'db'))).toMatchObject({
      paths: ['migrations'],
      sets: { migrations: { runner: 'goose', schema: 'structure.sql' } },
      overrides: [{ files: ['**/old/*.sql'] }],
    });
    expect((await parsed(value, join(root, 'db', 'migrations'))).paths).toEqual(['.']);
  });
});

test('the nearest file above counts', () => {
  writeFileSync(join(root, 'db', '.pgmiglintrc.json'), '{}');
  expect(findConfig(join(root, 'db', 'migrations', 'old'))).toBe(join(root, 'db', '.pgmiglintrc.json'));
  writeFileSync(join(root, 'db', 'migrations', '.pgmiglintrc.json'), '{}');
  expect(findConfig(join(root, 'db', 'migrations', 'old'))).toBe(join(root, 'db', 'migrations', '.pgmiglintrc.json'));
});

test('the example has no mistake', async () => {
  const text = readFileSync(new URL('../../.pgmiglintrc.example.json', import.meta.url), 'utf8');
  expect(await problems(text)).toEqual([]);
});

test('a rule is told its options behind its level, and keeps them where only the level is given', async () => {
  const { rules, options } = await parsed({ rules: { 'missing-header': ['warning', { fields: ['Author', 'Ticket'] }], 'missing-down': ['info'], 'some-convention': 'error' } });
  expect(rules).toEqual({ 'missing-header': 'warning', 'missing-down': 'info', 'some-convention': 'error' });
  expect(options).toEqual({ 'missing-header': { fields: ['Author', 'Ticket'] } });
  expect(await parsed({ rules: { 'missing-down': 'off' } })).not.toHaveProperty('options');
});

describe('sizes of tables', () => {
  const tables = async (value: object): Promise<Config['tables']> => (await parsed({ tables: value })).tables;

  test('patterns and a file of row counts', async () => {
    writeFileSync(join(root, 'rows.csv'), 'table,rows\r\npublic.orders,12000000\n"odd, name",7\nnever_analysed,-1\n');
    expect(await tables({ large: ['a'], rows: 'rows.csv' })).toEqual({ large: ['a'], small: [], rows: { 'public.orders': 12_000_000, 'odd, name': 7 } });
    writeFileSync(join(root, 'rows.json'), '{ "orders": 3 }');
    expect(await tables({ small: ['a'], rows: 'rows.json' })).toEqual({ large: [], small: ['a'], rows: { orders: 3 } });
  });

  test.each([
    ['{ "tables": { "big": [] } }', '.pgmiglintrc.json:1:15: unknown key "big"'],
    ['{ "tables": { "lagre": [] } }', '.pgmiglintrc.json:1:15: unknown key "lagre", did you mean "large"?'],
    ['{ "tables": { "rows": "none.csv" } }', '.pgmiglintrc.json:1:23: "rows": there is no file "none.csv"'],
    ['{ "tables": { "rows": "bad.csv" } }', 'bad.csv:3:1: a table and its number of rows are expected, with a comma between them'],
    ['{ "tables": { "rows": "bad.json" } }', 'bad.json:1:1: the rows of "orders" must be a number'],
  ])('%s', async (text, expected) => {
    writeFileSync(join(root, 'bad.csv'), 'a,1\nb,2\nc;3\n');
    writeFileSync(join(root, 'bad.json'), '{ "orders": "many" }');
    expect(await problems(text)).toEqual([expected]);
  });
});

describe('globs', () => {
  test('that are broken are said, with the bracket that is missing', async () => {
    expect(await problems('{ "ignore": ["db/[old"] }')).toEqual(['.pgmiglintrc.json:1:14: "ignore": the glob "db/[old" is broken: the closing bracket ] is missing; a bracket that is part of a name has \\ before it']);
    expect(await problems('{ "paths": ["db/{a,b"] }')).toEqual([expect.stringContaining('the closing bracket } is missing')]);
    expect(await problems('{ "overrides": [{ "files": "*(old", "rules": {} }] }')).toEqual([expect.stringContaining('"files": the glob "*(old" is broken: the closing bracket ) is missing')]);
    expect(await problems('{ "ignore": ["[z-a]/**"] }')).toEqual([expect.stringContaining('no set of characters')]);
  });

  test('that are sound are taken', async () => {
    expect(await problems('{ "ignore": ["db/[ab]/**", "{x,y}/*.sql", "db/!(old)", "a\\\\[b"], "overrides": [{ "files": ["**/*.sql"], "rules": {} }] }')).toEqual([]);
  });
});
