import { expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { call, found, history, narrowing, report, type Files } from './calling.ts';

/** The history with a third migration. */
function third(up: string | Uint8Array, down: string | Uint8Array = 'SELECT 1;\n'): Files {
  return { ...history, 'db/000003_third.up.sql': up, 'db/000003_third.down.sql': down };
}

test.each([['no byte', ''], ['a line end', '\n'], ['blanks', ' \t\r\n \f\v'], ['comments', '-- nothing\n/* here /* or here */ */\n'], ['semicolons', ';;\n;'], ['a byte order mark', '\uFEFF']])(
  'an up file that holds %s holds no statement', async (_, text) => {
    const { code, unreadable, findings, summary } = await report(third(text));
    expect([code, unreadable, findings.length]).toEqual([1, [], 1]);
    expect(summary).toMatchObject({ files: 6, statements: 5 });
  },
);

test.each([['', 1], ['-- nothing to undo\n', 1], ['\uFEFF', 1], [';', 1]])('a down file that holds %j is none', async (text, line) => {
  expect(found(await report(third('CREATE TABLE IF NOT EXISTS a (b int);', text)))).toEqual([narrowing, `missing-down db/000003_third.down.sql:${line}`]);
});

const twoLines = 'CREATE TABLE IF NOT EXISTS a (b int);\nALTER TABLE users DROP COLUMN email;\n';

test.each([
  ['LF', twoLines], ['CRLF', twoLines.replaceAll('\n', '\r\n')], ['CR', twoLines.replaceAll('\n', '\r')], ['a byte order mark', `\uFEFF${twoLines}`],
  ['no line end at the end', twoLines.trimEnd()],
])('lines and columns with %s', async (_, text) => {
  const { findings } = await report(third(text));
  expect(findings.at(-1)).toMatchObject({ rule: 'unchecked-drop-column', file: 'db/000003_third.up.sql', line: 2, column: 19 });
});

test.each([
  ['Latin-1', Buffer.from('SELECT 1;\nSELECT \u00e4;', 'latin1'), 2, 8, 'This file is not UTF-8: byte 18 (0xe4), in line 2, is none.'],
  ['UTF-16', Buffer.from('\uFEFFSELECT 1;', 'utf16le'), 1, 1, 'This file is not UTF-8: it begins with the byte order mark of UTF-16 (little-endian).'],
  ['UTF-16 without a mark', Buffer.from('SELECT 1;', 'utf16le'), 1, 2, 'This file is not text: it holds a NUL byte.'],
  ['a NUL', Buffer.from('SELECT 1;\n\0'), 2, 1, 'This file is not text: it holds a NUL byte.'],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0xff, 0xfe]), 1, 8, 'This file is not text: it holds a NUL byte.'],
  ['half a character', Buffer.from('SELECT 1; -- \u00e4').subarray(0, -1), 1, 14, 'This file is not UTF-8: byte 14 (0xc3), in line 1, is none.'],
])('%s is listed as unreadable, with its place; the rest goes on', async (_, bytes, line, column, message) => {
  const result = await report(third(bytes));
  expect(result.unreadable).toEqual([{ file: 'db/000003_third.up.sql', line, column, message }]);
  expect([result.code, found(result)]).toEqual([2, [narrowing]]);
  const { stdout, stderr } = await call(new Terminal(third(bytes)), 'db');
  expect(stdout).toContain(`unreadable: ${message}\n --> db/000003_third.up.sql:${line}:${column}\n`);
  expect(stderr).toBe('pgmiglint: something could not be read\n');
});

test('what an unreadable migration did is unknown from there on', async () => {
  const files = third(Buffer.from('ALTER TABLE users \u00e4', 'latin1'));
  const later = { 'db/000004_set.up.sql': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(5);', 'db/000004_set.down.sql': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(320);' };
  expect(found(await report({ ...files, ...later }))).toEqual([narrowing]);
});
