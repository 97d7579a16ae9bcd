import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { StandardStream } from '../../src/cli/standard-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'standard-stream-'));
const file = join(folder, 'out');

afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function neverOpened(): never {
  throw new Error('no stream is needed');
}

it('writes to a file at once, whole, and without opening a stream', () => {
  const fd = openSync(file, 'w');
  const out = new StandardStream(fd, neverOpened);
  const text = 'é'.repeat(1_000_000);
  out.write(text);
  out.write('\n');
  expect([out.isTTY, out.columns]).toEqual([false, undefined]);
  closeSync(fd);
  expect(readFileSync(file, 'utf8')).toBe(`${text}\n`);
});

it('writes piece after piece, whatever their sizes and characters', () => {
  const fd = openSync(file, 'w');
  const out = new StandardStream(fd, neverOpened);
  const pieces = [1, 8191, 8192, 20_000, 87_381, 87_382, 300_000, 9000].map((length, at) => ['a', 'é', '漢'][at % 3]?.repeat(length) ?? '');
  for (const piece of pieces) out.write(piece);
  closeSync(fd);
  expect(readFileSync(file, 'utf8')).toBe(pieces.join(''));
});

it.skipIf(!existsSync('/dev/null'))('knows the device that swallows all for no terminal', () => {
  const fd = openSync('/dev/null', 'w');
  const out = new StandardStream(fd, neverOpened);
  out.write('gone');
  expect(out.isTTY).toBe(false);
  closeSync(fd);
});

it('says by the exit code that nothing could be written, and tries no more', () => {
  const before = process.exitCode;
  const fd = openSync(file, 'r');
  const out = new StandardStream(fd, neverOpened);
  out.write('lost');
  closeSync(fd);
  out.write('lost too');
  expect(process.exitCode).toBe(2);
  process.exitCode = before;
});

it('leaves a terminal to its stream', () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 72, on: () => stream, write: (text: string) => written.push(text) };
  const out = new StandardStream(-1, () => stream as unknown as NodeJS.WriteStream);
  out.write('shown');
  expect([written, out.isTTY, out.columns]).toEqual([['shown'], true, 72]);
});
