import { expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { call, found, history, type Report } from './calling.ts';

const dropping = 'ALTER TABLE users DROP COLUMN email;\n';

async function piped(words: string, stdin: string): Promise<Report & { code: number }> {
  const { stdout, code } = await call(new Terminal(history), `${words} --format json`, { stdin });
  return { ...(JSON.parse(stdout) as Report), code };
}

test.each([
  ['a file of a set is judged with the history before it', '--stdin-filename db/000002_email.up.sql', dropping, ['unchecked-drop-column db/000002_email.up.sql:1']],
  ['a new file of a set comes where its name says', '--stdin-filename db/000003_new.up.sql', dropping, ['missing-down db/000003_new.up.sql:1', 'unchecked-drop-column db/000003_new.up.sql:1']],
  ['a name in a folder that is not there', '--stdin-filename nowhere/x.sql', dropping, ['unchecked-drop-column nowhere/x.sql:1']],
  ['a name outside', '--stdin-filename ../x.sql', dropping, ['unchecked-drop-column ../x.sql:1']],
  ['no name', '-', dropping, ['unchecked-drop-column stdin.sql:1']],
  ['a byte order mark', '-', `\uFEFF${dropping}`, ['unchecked-drop-column stdin.sql:1']],
  ['CRLF', '-', `SELECT 1;\r\n${dropping}`, ['unchecked-drop-column stdin.sql:2']],
])('%s', async (_, words, text, expected) => {
  const result = await piped(words, text);
  expect([result.code, found(result)]).toEqual([1, expected]);
});

test.each([['nothing', ''], ['a line end', '\n'], ['a comment', '-- nothing']])('%s comes through the pipe', async (_, text) => {
  const result = await piped('-', text);
  expect([result.code, result.findings, result.unreadable, result.summary.statements]).toEqual([0, [], [], 0]);
});

test.each([['a NUL', 'SELECT \0;'], ['half a surrogate pair', 'SELECT \'\ud83d\';'], ['what was no UTF-8', 'SELECT \'\ufffd\';']])('%s comes through the pipe', async (_, text) => {
  const { code, stdout } = await call(new Terminal(history), '-', { stdin: text });
  expect([0, 1, 2]).toContain(code);
  expect(stdout).not.toBe('');
});
