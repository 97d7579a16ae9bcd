import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const megabyte = 1 << 20;
/** Of V8's heap: the text itself, and little more than one batch of statements. */
const heapMegabytes = 160;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dump-'));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), join(folder, 'product/dist')]);
  copyFileSync(join(root, 'package.json'), join(folder, 'product/package.json'));
  mkdirSync(join(folder, 'db'));
  writeDump(join(folder, 'db/1_dump.sql'));
});

afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Tables, single INSERTs, COPY data, one INSERT of many rows: 30 MB. */
function writeDump(path: string): void {
  const file = openSync(path, 'w');
  const until = (megabytes: number, line: (index: number) => string): void => {
    for (let index = 0; statSync(path).size < megabytes * megabyte; index++) {
      writeSync(file, Array.from({ length: 1_000 }, (_, row) => line(index * 1_000 + row)).join(''));
    }
  };
  writeSync(file, 'CREATE TABLE accounts (id int, name text);\n');
  until(12, (id) => `INSERT INTO accounts (id, name) VALUES (${id}, 'a name; it''s quoted');\n`);
  writeSync(file, 'COPY accounts (id, name) FROM stdin;\n');
  until(24, (id) => `${id}\tit's a row; of data\n`);
  writeSync(file, '\\.\nINSERT INTO accounts VALUES (0, \'first\')');
  until(30, (id) => `,\n(${id}, 'name ${id}')`);
  writeSync(file, ';\nCREATE TABLE last (id int);\n');
  closeSync(file);
}

test('a dump of 30 MB is read to its end in bounded memory', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${heapMegabytes}`, join(folder, 'product/dist/pgmiglint.cjs'), 'db', '--format', 'json'], {
    cwd: folder, encoding: 'utf8', maxBuffer: 64 * megabyte,
  });
  expect([status, stderr]).toEqual([0, '']);
  const { findings, unreadable, summary } = JSON.parse(stdout) as { findings: readonly { message: string }[]; unreadable: readonly object[]; summary: { statements: number } };
  expect(unreadable).toEqual([]);
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('accounts'), expect.stringContaining('last')]);
  expect(summary.statements).toBeGreaterThan(100_000);
});
