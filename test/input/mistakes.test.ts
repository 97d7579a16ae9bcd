import { expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { call, history } from './calling.ts';

test.each([
  ['', /^\.pgmiglintrc\.json:1:1: /],
  ['{', /^\.pgmiglintrc\.json:1:2: /],
  ['[]', /^\.pgmiglintrc\.json:1:1: /],
  ['null', /^\.pgmiglintrc\.json:1:1: /],
  ['{\n  "rulse": {}\n}', /^\.pgmiglintrc\.json:2:3: .*"rules"/],
  ['{ "rules": { "missing-dwn": "error" } }', /^\.pgmiglintrc\.json:1:14: .*"missing-down"/],
  ['{ "rules": { "missing-down": "fatal" } }', /^\.pgmiglintrc\.json:1:30: .*error/],
  ['{ "sets": { "db": { "runner": "gose" } } }', /^\.pgmiglintrc\.json:1:\d+: .*"goose"/],
  ['{ "paths": [".\\\\db"], "sets": { "db\\\\x": {} } }', /there is no file or folder .*: write \/ between folders, ".\/db"\n.*there is no folder .*: write \/ between folders, "db\/x"/],
  ['{ "postgres": "fifteen" }', /^\.pgmiglintrc\.json:1:15: /],
  ['{ "sets": { "gone": { "runner": "goose" } }, "paths": 7, "failOn": "never ever" }', /^\.pgmiglintrc\.json:1:\d+: .*\n\.pgmiglintrc\.json:1:\d+: /],
])('the configuration %j: every mistake with its place, and nothing is judged', async (text, said) => {
  const { code, stdout, stderr } = await call(new Terminal({ ...history, '.pgmiglintrc.json': text }), '.');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(said);
});

test.each([
  ['Latin-1', Buffer.from('{ "paths": ["\u00e4"] }', 'latin1')],
  ['bytes', Buffer.from([0, 1, 2, 0xff])],
])('a configuration of %s', async (_, bytes) => {
  const { code, stdout, stderr } = await call(new Terminal({ ...history, '.pgmiglintrc.json': bytes }), '.');
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^\.pgmiglintrc\.json:\d+:\d+: /)]);
});

test('a configuration with a byte order mark, comments and commas too many is one', async () => {
  const text = '\uFEFF{\r\n  // what we fear\r\n  "rules": { "narrowing-type-change": "off", },\r\n}\r\n';
  expect((await call(new Terminal({ ...history, '.pgmiglintrc.json': text }), '.')).code).toBe(0);
});

test('--config that leads to nothing, or to a folder', async () => {
  for (const path of ['gone.json', 'db']) {
    const { code, stdout, stderr } = await call(new Terminal(history), `--config ${path} .`);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(path)]);
  }
});

const sum = 'a'.repeat(64);

test.each([
  [`<<<<<<< HEAD\n${sum}  000001_users.up.sql\n=======\n${sum}  000001_users.down.sql\n>>>>>>> other\n`, 1, /merge conflict/],
  ['what is this\n', 1, /./],
  [`${sum}  000001_users.up.sql\n${sum} \n`, 2, /./],
  [`${sum.slice(1)}  000001_users.up.sql\n`, 1, /./],
  [`${sum}  000001_users.up.sql\n${'b'.repeat(64)}  000001_users.up.sql\n`, 2, /./],
  [Buffer.from([0xff, 0xfe, 0, 0]), 1, /./],
])('the lock file %j', async (text, line, said) => {
  const { code, stdout, stderr } = await call(new Terminal({ ...history, 'db/.applied.sha256': text }), '.');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(new RegExp(`^db/\\.applied\\.sha256:${line}:\\d+: `));
  expect(stderr).toMatch(said);
});

test.each([['', 1], ['\n', 1], ['\uFEFF', 1]])('the lock file %j lists nothing', async (text, code) => {
  expect((await call(new Terminal({ ...history, 'db/.applied.sha256': text }), '.')).code).toBe(code);
});
