import { describe, expect, it } from 'vitest';
import { decode } from '../../src/source/decode.ts';

describe('decode', () => {
  it('reads UTF-8', () => {
    expect(decode(Buffer.from('é🐘\r\n'))).toEqual({ text: 'é🐘\r\n', hasByteOrderMark: false });
    expect(decode(Buffer.alloc(0))).toEqual({ text: '', hasByteOrderMark: false });
  });

  it('takes the byte order mark off', () => {
    expect(decode(Buffer.from('\uFEFFSELECT 1'))).toEqual({ text: 'SELECT 1', hasByteOrderMark: true });
  });

  it.each([0, 1, 10, 5_000])('says where bytes are not UTF-8, behind %i lines', (lines) => {
    const bytes = Buffer.concat([Buffer.from('-- é\n'.repeat(lines)), Buffer.from([0x61, 0x62, 0xe9, 0x20, 0x0a]), Buffer.from('ü'.repeat(lines))]);
    expect(decode(bytes)).toEqual({ problem: `not UTF-8: byte ${lines * 6 + 3} (0xe9), in line ${lines + 1}, is none`, line: lines + 1, column: 3 });
  });

  it('says where a sequence is cut off', () => {
    expect(decode(Buffer.from('aé').subarray(0, 2))).toMatchObject({ line: 1, column: 2 });
  });

  it('refuses binary files and UTF-16', () => {
    expect(decode(Buffer.from('a\nb\0'))).toEqual({ problem: 'not text: it holds a NUL byte', line: 2, column: 2 });
    expect(decode(Buffer.from('\uFEFFa', 'utf16le'))).toMatchObject({ problem: 'not UTF-8: it begins with the byte order mark of UTF-16 (little-endian)' });
  });
});
