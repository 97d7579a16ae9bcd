import { createHash } from 'node:crypto';
import { crc32 } from './crc32.ts';
import { sipHash13 } from './sip-hash.ts';

/**
 * The checksums that runners keep of what they have applied, computed as they do. Each is proven by values of the runner's
 * own tests, or made by the runner itself (test/applied/checksums.test.ts).
 */

function hex(algorithm: 'md5' | 'sha1' | 'sha256' | 'sha384', data: string | Uint8Array): string {
  return createHash(algorithm).update(data).digest('hex');
}

/**
 * Flyway: CRC-32 over the lines, without whatever ended them; a byte order mark does not count.
 *
 * @returns a signed 32-bit integer, as `flyway_schema_history.checksum` holds it
 */
export function flyway(text: string): number {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return crc32(new TextEncoder().encode(lines.join(''))) | 0;
}

/** sqlx: SHA-384 of the text. @param ignored - characters that `sqlx.toml` leaves out (`ignored-chars`) */
export function sqlx(text: string, ignored: readonly string[] = []): string {
  return hex('sha384', ignored.reduce((rest, character) => rest.replaceAll(character, ''), text));
}

/** Prisma and Drizzle: SHA-256 of the text. */
export function sha256Text(text: string): string {
  return hex('sha256', text);
}

/** postgres-migrations: SHA-1 of the file's name and its text, with nothing between them. */
export function postgresMigrations(fileName: string, text: string): string {
  return hex('sha1', fileName + text);
}

/** postgrator: MD5 of the text. @param newline - what the option `newline` makes of line ends */
export function postgrator(text: string, newline?: string): string {
  return hex('md5', newline === undefined ? text : text.replace(/\r\n|\r|\n/g, newline));
}

/** graphile-migrate: SHA-1 of the hash before it and the body. @param previous - undefined for the first */
export function graphileMigrate(body: string, previous: string | undefined): string {
  return `sha1:${hex('sha1', `${`${previous ?? ''}\n${body.trim()}`.trim()}\n`)}`;
}

/** Sqitch: SHA-1 of the deploy script's bytes. */
export function sqitch(bytes: Uint8Array): string {
  return hex('sha1', bytes);
}

/** Liquibase 4.22 and later. @param sql - a changeset's body without its directives, trimmed */
export function liquibaseV9(sql: string): string {
  const blank = new Set([0x20, 0x0a, 0x0d, 0x09]);
  const own = `9:${hex('md5', new TextEncoder().encode(sql).filter((byte) => !blank.has(byte)))}`;
  return `9:${hex('md5', `${own}:`.normalize('NFC'))}`;
}

/** Liquibase 3.5 to 4.21, of formatted SQL. */
export function liquibaseV8(sql: string, { endDelimiter = 'null', split = true, strip = true }: { readonly endDelimiter?: string; readonly split?: boolean; readonly strip?: boolean } = {}): string {
  const text = sql.replace(/[ \n\r\t]+/g, ' ').replace(/^ | $/g, '');
  const own = `8:${hex('md5', `${endDelimiter}:${split}:${strip}:${text}`)}`;
  return `8:${hex('md5', `${own}:`)}`;
}

/**
 * refinery: SipHash-1-3 over name, version and text, in decimal.
 *
 * @param wide - versions are 64 bits: the feature `int8-versions`
 */
export function refinery(name: string, version: bigint, text: string, wide = false): string {
  const number = Buffer.alloc(wide ? 8 : 4);
  if (wide) number.writeBigInt64LE(version);
  else number.writeInt32LE(Number(version));
  return sipHash13(Buffer.concat([Buffer.from(name), Buffer.of(0xff), number, Buffer.from(text), Buffer.of(0xff)])).toString();
}
