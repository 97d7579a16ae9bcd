import type { Bytes } from './set-files.ts';
import { sha256 } from './sums.ts';

/** How a file differs from what was recorded of it. */
export type Comparison = 'same' | 'deleted' | 'unreadable' | { readonly change: 'edited' | 'line endings'; readonly found: string };

/**
 * Compares a file with the sum that was recorded of it. Git may check a file out with other line endings than it was
 * recorded with: that is no edit of the SQL, so the sums of both variants are tried.
 */
export function compare(recorded: string, bytes: Bytes): Comparison {
  if (bytes === 'gone') return 'deleted';
  if (bytes === 'unreadable') return bytes;
  const found = sha256(bytes);
  if (found === recorded) return 'same';
  const unix = withoutReturns(bytes);
  if (sha256(unix) === recorded || sha256(withReturns(unix)) === recorded) return { change: 'line endings', found };
  return { change: 'edited', found };
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/** CRLF → LF; a carriage return that stands alone stays. */
export function withoutReturns(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== carriageReturn || bytes[at + 1] !== newline) result[length++] = byte;
  }
  return result.subarray(0, length);
}

/** LF → CRLF. */
export function withReturns(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length * 2);
  let length = 0;
  for (const byte of bytes) {
    if (byte === newline) result[length++] = carriageReturn;
    result[length++] = byte;
  }
  return result.subarray(0, length);
}
