import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { fixtures } from './judging.ts';

interface Report {
  readonly sets: readonly object[];
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly line: number; readonly message: string }[];
  readonly unreadable: readonly object[];
  readonly leftOut: readonly object[];
  readonly unknown: readonly object[];
  readonly summary: object;
}

/** Rules that look at the bytes: to them another line ending is another file. */
const aboutBytes = new Set(['edited-applied-migration']);

/** To these runners themselves a carriage return is no end of a line: a directive before one says nothing to them. */
const readsBareLines = /(?:^|\/)(?:atlas|tern)\//;

function copy(change?: (text: string) => string): Terminal {
  const terminal = new Terminal();
  cpSync(fixtures, terminal.folder, { recursive: true });
  if (!change) return terminal;
  for (const entry of readdirSync(terminal.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.sql')) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }
  return terminal;
}

async function report(terminal: Terminal): Promise<object> {
  const { stdout, code } = await terminal.run('--all --format json');
  const { findings, sets, unreadable, leftOut, unknown, summary } = JSON.parse(stdout) as Report;
  const told = findings.filter(({ rule, file }) => !aboutBytes.has(rule) && !readsBareLines.test(file)).map(({ rule, file, line, message }) => ({ rule, file, line, message }));
  return { code, findings: told, sets, unreadable, leftOut, unknown, summary: { ...summary, errors: 0, warnings: 0, infos: 0 } };
}

test('two runs are equal, byte for byte', async () => {
  const terminal = copy();
  const call = '--all --format json';
  expect(await terminal.run(call)).toEqual(await terminal.run(call));
});

const changes: Readonly<Record<string, (text: string) => string>> = {
  'CRLF and a byte order mark': (text) => `\uFEFF${text.replace(/^\uFEFF/, '').replace(/\r?\n/g, '\r\n')}`,
  'LF instead of CRLF': (text) => text.replaceAll('\r\n', '\n'),
};

test('line endings and a byte order mark change nothing, the recognition of runners included', { timeout: 180_000 }, async () => {
  const plain = await report(copy());
  for (const [name, change] of Object.entries(changes)) expect(await report(copy(change)), name).toEqual(plain);
});

test.each([0.25, 0.5, 0.9])('every file of every project cut to %f of its length: directives and names are read all the same', async (share) => {
  const { code, stdout, stderr } = await copy((text) => text.slice(0, Math.floor(text.length * share))).run('--all --format json');
  expect(stderr).not.toMatch(/a bug in|^\s+at /m);
  expect([1, 2]).toContain(code);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, bugs: [] });
});
