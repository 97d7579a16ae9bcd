import { describe, expect, test } from 'vitest';
import { commands, type CommandName } from '../../src/cli/commands.ts';
import { Terminal } from './terminal.ts';

const names = Object.keys(commands) as CommandName[];

describe('help and version', () => {
  test.each(names)('of %s', async (name) => {
    const { code, stdout, stderr } = await new Terminal().run([name, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot(`snapshots/help-${name}.txt`);
  });

  test('of the whole is that of lint', async () => {
    const terminal = new Terminal();
    expect(await terminal.run('--help')).toEqual(await terminal.run('lint -h'));
  });

  test('help outranks what is wrong with the words', async () => {
    expect((await new Terminal().run('explain --help')).code).toBe(0);
  });

  test('the version', async () => {
    const { code, stdout } = await new Terminal().run('--version');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});

describe('a mistake in the call is named, with the nearest known word', () => {
  test.each([
    ['--al', 'unknown option --al, did you mean --all?'],
    ['--farmat json', 'unknown option --farmat, did you mean --format?'],
    ['--xyzzyx', 'unknown option --xyzzyx'],
    ['-x', 'unknown option -x'],
    ['--format', '--format needs a value: --format <format>'],
    ['--format --all', '--format needs a value: --format <format>'],
    ['--format=', '--format needs a value: --format <format>'],
    ['--format xml', 'unknown format "xml", did you mean "html"?'],
    ['--format jsn', 'unknown format "jsn", did you mean "json"?'],
    ['--all=yes', '--all takes no value'],
    ['--fail-on warn', 'unknown --fail-on "warn", did you mean "warning"?'],
    ['--postgres 9', '--postgres takes a major version from 10 to 18, not "9"'],
    ['--postgres 15.2', '--postgres takes a major version from 10 to 18, not "15.2"'],
    ['--runner gose .', 'unknown runner "gose", did you mean "goose"?'],
    ['--until 3', '--until is an option of record, not of lint'],
    ['record --all', '--all is an option of lint, baseline, not of record'],
    ['rules --at 3', '--at is an option of schema, not of rules'],
    ['recrod', 'unknown command "recrod" (and no such path), did you mean "record"?'],
    ['explian missing-down', 'unknown command "explian" (and no such path), did you mean "explain"?'],
    ['help', 'unknown command "help" (and no such path), did you mean "--help"?'],
    ['explain', 'explain needs <rule>'],
    ['explain a b', 'explain takes no more than <rule>: "b" is one too many'],
    ['explain missing-dwn', 'unknown rule "missing-dwn", did you mean "missing-down"?'],
    ['rules x', 'rules takes no words: "x" is one too many'],
    ['completion powershell', 'unknown shell "powershell": expected bash, zsh, fish'],
  ])('%s', async (call, message) => {
    expect(await new Terminal().run(call)).toEqual({ code: 2, stdout: '', stderr: `pgmiglint: ${message}\n` });
  });

  test('a path that is called like a slip of a command is a path', async () => {
    const { stderr } = await new Terminal({ 'recrod/a.txt': '' }).run('recrod');
    expect(stderr).not.toContain('command');
  });

  test('behind -- nothing is an option or a command', async () => {
    const { code, stderr } = await new Terminal().run('-- --all');
    expect([code, stderr]).toEqual([2, expect.stringContaining('--all')]);
    expect((await new Terminal().run('-- rules')).stderr).toContain('rules');
  });
});
