import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { call, found, report } from './calling.ts';

const sql = (name: string): string => readFileSync(new URL(`sql/${name}`, import.meta.url), 'utf8');
const tables = 'CREATE TABLE IF NOT EXISTS users (id bigint, email varchar(320));\n';
const dropped = 'ALTER TABLE users DROP COLUMN email;';

/** Two plain numbered files. */
async function second(text: string): ReturnType<typeof report> {
  return report({ 'db/1_users.sql': tables, 'db/2_second.sql': text });
}

test.each([
  ['string', `SELECT 'open;\nSELECT 1;\n${dropped}\n`, ['syntax-error db/2_second.sql:1', 'unchecked-drop-column db/2_second.sql:3']],
  ['quoted name', `SELECT "open;\n${dropped}\n`, ['syntax-error db/2_second.sql:1', 'unchecked-drop-column db/2_second.sql:2']],
  ['dollar quote', `DO $$ BEGIN\nRAISE 'x';\nEND;\n${dropped}\n`, ['syntax-error db/2_second.sql:1', 'unchecked-drop-column db/2_second.sql:4']],
  ['bit string', `SELECT b'01;\n${dropped}\n`, ['syntax-error db/2_second.sql:1', 'unchecked-drop-column db/2_second.sql:2']],
  ['comment', `${dropped}\nSELECT 1 /* open;\nSELECT 1;\n`, ['unchecked-drop-column db/2_second.sql:1', 'syntax-error db/2_second.sql:2']],
])('a %s that never ends costs its statement, not what stands around it', async (_, text, expected) => {
  const result = await second(text);
  expect(found(result)).toEqual(expected);
  expect(result.findings.find(({ rule }) => rule === 'syntax-error')?.message).toMatch(/^unterminated .* at or near "/i);
});

test('a statement that the grammar refuses costs only itself', async () => {
  const result = await second(`CREATE TABEL a (b int);\n${dropped}\nSELECT FROM WHERE;\n`);
  expect(found(result)).toEqual(['syntax-error db/2_second.sql:1', 'unchecked-drop-column db/2_second.sql:2', 'syntax-error db/2_second.sql:3']);
  expect(result.findings[0]?.message).toMatch(/syntax error at or near "TABEL"/i);
  expect(result.summary.statements).toBe(4);
});

test.each([
  ['CREATE\u00a0TABLE a (b int);', 'U+00A0'], ['CREATE TABLE\u3000a (b int);', 'U+3000'], ['\u200bSELECT 1;', 'U+200B'], ['ALTER TABLE users\u2003DROP COLUMN email;', 'U+2003'],
])('a blank that nobody sees and PostgreSQL takes for a letter is named: %j', async (text, name) => {
  const { findings } = await second(text);
  expect(findings[0]).toMatchObject({ rule: 'syntax-error', message: expect.stringContaining(`: ${name} is no blank to PostgreSQL but a letter`) as string });
});

test('what is for psql alone is passed over, its variables get a word in their place', async () => {
  const result = await second(sql('psql.sql'));
  expect([found(result), result.unreadable]).toEqual([['unchecked-drop-column db/2_second.sql:9'], []]);
  expect(result.summary.standIns).toBe(2);
});

test('placeholders get a word in their place, and the rest is judged', async () => {
  const result = await second(sql('placeholders.sql'));
  expect([found(result), result.unreadable]).toEqual([['unchecked-drop-column db/2_second.sql:4'], []]);
  expect(result.summary.standIns).toBe(4);
  const { stdout } = await call(new Terminal({ 'db/1_users.sql': tables, 'db/2_second.sql': sql('placeholders.sql') }), 'db');
  expect(stdout).toContain('4 placeholders with a stand-in');
});

test('a template that stands for whole statements is unreadable; the rest is judged', async () => {
  const { code, unreadable, ...rest } = await second(`{{ addColumnIfNeeded "users" "age" }}\n${dropped}\n`);
  expect([code, unreadable]).toEqual([2, [expect.objectContaining({ file: 'db/2_second.sql', line: 1, column: 1 })]]);
  expect(found({ unreadable, ...rest })).toEqual(['unchecked-drop-column db/2_second.sql:2']);
});

test('parentheses nested ten thousand deep are a syntax error, not a crash', async () => {
  const depth = 10_000;
  const result = await second(`SELECT ${'('.repeat(depth)}1${')'.repeat(depth)};\n${dropped}\n`);
  expect(found(result).at(-1)).toBe('unchecked-drop-column db/2_second.sql:2');
});

test('a file of ten thousand statements, and one INSERT of a megabyte', async () => {
  const many = `${Array.from({ length: 10_000 }, (_, index) => `CREATE TABLE IF NOT EXISTS t${index} (id int);`).join('\n')}\n${dropped}\n`;
  const result = await second(many);
  expect([found(result), result.summary.statements]).toEqual([['unchecked-drop-column db/2_second.sql:10001'], 10_002]);

  const rows = Array.from({ length: 20_000 }, (_, index) => `(${index}, '${'x'.repeat(50)}')`).join(', ');
  expect(rows.length).toBeGreaterThan(1 << 20);
  const broad = await second(`INSERT INTO users VALUES ${rows};\n${dropped}\n`);
  expect(found(broad)).toEqual(['unchecked-drop-column db/2_second.sql:2']);
});

test('a finding in a line of a megabyte shows a part of the line', async () => {
  const terminal = new Terminal({ 'db/1_users.sql': tables, 'db/2_second.sql': `SELECT '${'x'.repeat(1 << 20)}'; ${dropped}\n` });
  const { stdout } = await call(terminal, 'db');
  expect(stdout).toContain(dropped.slice(18, -1));
  expect(stdout.length).toBeLessThan(5_000);
});
