import { Buffer, isAscii } from 'node:buffer';

/** The memory that the grammar works in, byte by byte and in words of four bytes: new views whenever it has grown. */
export let bytes = Buffer.alloc(0);
export let words = new Int32Array(0);

/** To be called after each call of the grammar that may take memory. */
export function viewMemory({ buffer }: Uint8Array<ArrayBuffer>): void {
  if (bytes.buffer === buffer) return;
  bytes = Buffer.from(buffer);
  words = new Int32Array(buffer);
}

/** A text that ends with a zero byte; empty where the pointer is null. */
export function readString(pointer: number): string {
  if (pointer === 0) return '';
  const end = bytes.indexOf(0, pointer);
  // One byte a character is several times cheaper to decode and to parse.
  return isAscii(bytes.subarray(pointer, end)) ? bytes.toString('latin1', pointer, end) : bytes.toString('utf8', pointer, end);
}
