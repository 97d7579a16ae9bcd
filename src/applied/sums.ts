import { createHash } from 'node:crypto';

/** One line of a list in the format of `sha256sum`. */
export interface Sum {
  /** 64 hexadecimal digits, lower case. */
  readonly sha256: string;
  readonly path: string;
}

/** A line of a list, read. */
export type SumLine = Sum | 'blank' | 'comment' | 'conflict' | 'malformed';

/** The sha256 of bytes as `sha256sum` prints it. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };
const unescapes: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r' };

/**
 * A line as `sha256sum` (coreutils 9) writes it, without its line ending: a name with a backslash or a line break is escaped,
 * and a backslash before the sum says so.
 */
export function writeSum({ sha256, path }: Sum): string {
  const escaped = path.replace(/[\\\n\r]/g, (character) => escapes[character] ?? character);
  return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}`;
}

/** Reads one line; both of `sha256sum`'s modes (`  ` and ` *`) are taken. */
export function readSum(line: string): SumLine {
  if (line.trim() === '') return 'blank';
  if (line.startsWith('#')) return 'comment';
  if (/^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/.test(line)) return 'conflict';
  const [, escaped, sum, name] = /^(\\?)([0-9a-fA-F]{64}) [ *](.+)$/s.exec(line) ?? [];
  if (sum === undefined || name === undefined) return 'malformed';
  const path = escaped ? name.replace(/\\[\\nr]/g, (pair) => unescapes[pair] ?? pair) : name;
  return { sha256: sum.toLowerCase(), path: path.replace(/^(?:\.\/)+/, '') };
}
