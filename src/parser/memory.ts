import { Buffer, isAscii } from 'node:buffer';

/** With the function that `toString('latin1', …)` comes to after three others. */
interface Bytes extends Buffer<ArrayBuffer> {
  latin1Slice(start: number, end: number): string;
}

/** The memory that the grammar works in, byte by byte and in words of four bytes: new views whenever it has grown. */
export let bytes = Buffer.alloc(0) as Bytes;
export let words = new Int32Array(0);

/** To be called after each call of the grammar that may take memory. A view of memory that has grown is empty. */
export function viewMemory(module: { readonly HEAPU8: Uint8Array<ArrayBuffer> }): void {
  if (words.length > 0) return;
  const { buffer } = module.HEAPU8;
  bytes = Buffer.from(buffer) as Bytes;
  words = new Int32Array(buffer);
}

/** A text that ends with a zero byte; empty where the pointer is null. */
export function readString(pointer: number): string {
  if (pointer === 0) return '';
  const end = bytes.indexOf(0, pointer);
  // One byte a character is several times cheaper to decode and to parse.
  return isAscii(bytes.subarray(pointer, end)) ? bytes.latin1Slice(pointer, end) : bytes.toString('utf8', pointer, end);
}
