import { describe, expect, test } from 'vitest';
import { Terminal } from './terminal.ts';

describe('--print-config', () => {
  test('prints what is in effect, options included', async () => {
    const terminal = new Terminal({ '.pgmiglintrc.json': '{ "postgres": 15, "paths": ["db"], "rules": { "missing-down": "off" } }', 'db/a.sql': '' });
    const { code, stdout } = await terminal.run('--print-config --postgres 16 --fail-on never', { cwd: 'db' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ file: '../.pgmiglintrc.json', paths: ['.'], ignore: [], postgres: 16, failOn: 'never', sets: {}, rules: { 'missing-down': 'off' }, overrides: [] });
  });

  test('looks from the paths of the call', async () => {
    const terminal = new Terminal({ 'one/.pgmiglintrc.json': '{ "postgres": 11 }', 'one/m/1.sql': '', 'two/.pgmiglintrc.json': '{ "postgres": 12 }', 'two/1.sql': '', '.pgmiglintrc.json': '{ "postgres": 13 }' });
    const version = async (call: string): Promise<unknown> => (JSON.parse((await terminal.run(`--print-config ${call}`)).stdout) as { postgres: unknown }).postgres;
    expect([await version('one/m'), await version('one/m/1.sql'), await version('two'), await version('one/m two'), await version(''), await version('one --config two/.pgmiglintrc.json')]).toEqual([11, 11, 12, 13, 13, 12]);
    const { stderr } = await terminal.run('--print-config one/m two');
    expect(stderr).toBe([
      'pgmiglint: one/.pgmiglintrc.json is not used: these paths together are governed by .pgmiglintrc.json. Run once for each, or name one with --config.',
      'pgmiglint: two/.pgmiglintrc.json is not used: these paths together are governed by .pgmiglintrc.json. Run once for each, or name one with --config.',
      '',
    ].join('\n'));
  });
});

test('every mistake of the configuration is said at once', async () => {
  const terminal = new Terminal({ '.pgmiglintrc.json': '{\n  "rules": { "mising-down": "of" },\n  "sets": { "db": { "runner": "golang-migrat" } }\n}', 'db/1_a.up.sql': '' });
  const { code, stdout, stderr } = await terminal.run('db');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toEqual([
    '.pgmiglintrc.json:2:14: unknown rule "mising-down", did you mean "missing-down"?',
    '.pgmiglintrc.json:2:29: unknown level "of" for "mising-down": expected off, info, warning or error, did you mean "off"?',
    expect.stringMatching(/^\.pgmiglintrc\.json:3:31: unknown runner "golang-migrat" for "runner": expected one of \d+, such as [a-z-]+, did you mean "golang-migrate"\?$/),
  ]);
});

test('a configuration that is not there', async () => {
  expect(await new Terminal().run('--config nowhere.json')).toEqual({ code: 2, stdout: '', stderr: 'nowhere.json:1:1: there is no such file\n' });
});
