import { Buffer, isUtf8 } from 'node:buffer';

/** A file's bytes as text, or why they are none. */
export type Decoded =
  | { readonly text: string; readonly hasByteOrderMark: boolean }
  | { readonly problem: string; readonly line: number; readonly column: number };

/**
 * Reads bytes as UTF-8. A byte order mark is taken off.
 *
 * @returns `line` and `column` (in bytes) of what is wrong, both from 1
 */
export function decode(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = wideEncoding(buffer);
  if (wide !== undefined) return { problem: `not UTF-8: it begins with the byte order mark of ${wide}`, line: 1, column: 1 };
  const nul = buffer.indexOf(0);
  if (nul >= 0) return { problem: 'not text: it holds a NUL byte', ...positionOf(buffer, nul) };
  if (!isUtf8(buffer)) {
    const at = firstInvalid(buffer);
    const byte = (buffer[at] ?? 0).toString(16).padStart(2, '0');
    const position = positionOf(buffer, at);
    return { problem: `not UTF-8: byte ${at + 1} (0x${byte}), in line ${position.line}, is none`, ...position };
  }
  const hasByteOrderMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  return { text: buffer.toString('utf8', hasByteOrderMark ? 3 : 0), hasByteOrderMark };
}

function wideEncoding(buffer: Buffer): string | undefined {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'UTF-16 (little-endian)';
  return buffer[0] === 0xfe && buffer[1] === 0xff ? 'UTF-16 (big-endian)' : undefined;
}

/** Halves the bytes until the sequence is found that is wrong; cuts never fall into a sequence. */
function firstInvalid(buffer: Buffer): number {
  let low = 0;
  let high = buffer.length;
  while (high - low > 8) {
    let middle = (low + high) >> 1;
    while (middle > low && ((buffer[middle] ?? 0) & 0xc0) === 0x80) middle--;
    if (middle === low) break;
    if (isUtf8(buffer.subarray(low, middle))) low = middle;
    else high = middle;
  }
  for (let at = low; at < high; ) {
    const length = [1, 2, 3, 4].find((count) => at + count <= buffer.length && isUtf8(buffer.subarray(at, at + count)));
    if (length === undefined) return at;
    at += length;
  }
  return low;
}

function positionOf(buffer: Buffer, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = buffer.indexOf(10); end >= 0 && end < at; end = buffer.indexOf(10, start)) {
    line++;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}
