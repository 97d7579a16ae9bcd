const mask = (1n << 64n) - 1n;

function rotated(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & mask;
}

/** SipHash-1-3 with the key 0, as the Rust crate `siphasher` computes it; unsigned. */
export function sipHash13(message: Buffer): bigint {
  let a = 0x736f6d6570736575n;
  let b = 0x646f72616e646f6dn;
  let c = 0x6c7967656e657261n;
  let d = 0x7465646279746573n;
  const round = (): void => {
    a = (a + b) & mask;
    b = rotated(b, 13n) ^ a;
    a = rotated(a, 32n);
    c = (c + d) & mask;
    d = rotated(d, 16n) ^ c;
    a = (a + d) & mask;
    d = rotated(d, 21n) ^ a;
    c = (c + b) & mask;
    b = rotated(b, 17n) ^ c;
    c = rotated(c, 32n);
  };
  const take = (word: bigint): void => {
    d ^= word;
    round();
    a ^= word;
  };
  let at = 0;
  for (; at + 8 <= message.length; at += 8) take(message.readBigUInt64LE(at));
  let last = BigInt(message.length & 0xff) << 56n;
  for (let i = 0; at + i < message.length; i++) last |= BigInt(message[at + i] ?? 0) << BigInt(8 * i);
  take(last);
  c ^= 0xffn;
  round();
  round();
  round();
  return a ^ b ^ c ^ d;
}
