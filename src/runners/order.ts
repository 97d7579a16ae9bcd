import { isDigit } from '../source/tokens.ts';
import type { ScriptName } from './runner.ts';

/** Compares two strings of digits by value, however long they are. */
export function compareDigits(a: string, b: string): number {
  const x = withoutZeros(a);
  const y = withoutZeros(b);
  return x.length - y.length || compareText(x, y);
}

/** By code unit, as the runners that sort file names do. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Numeric versions; equal ones stay in the order of their paths. */
export function byNumber(a: ScriptName, b: ScriptName): number {
  return compareDigits(a.version, b.version);
}

export function byPath(a: ScriptName, b: ScriptName): number {
  return compareText(a.path, b.path);
}

/** Text with the digits in it compared by value: `v9_x` before `v10_a`. */
export function byPathNaturally(a: ScriptName, b: ScriptName): number {
  return compareNaturally(a.path, b.path);
}

/** Versions of several numbers, as Flyway's: `1.2` before `1.10`, `1` equal to `1.0`. */
export function byVersionParts(a: ScriptName, b: ScriptName): number {
  if (!a.version.includes('.') && !b.version.includes('.')) return compareDigits(a.version, b.version);
  const x = a.version.split('.');
  const y = b.version.split('.');
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = compareDigits(x[i] ?? '', y[i] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

export function compareNaturally(a: string, b: string): number {
  if (a === b) return 0;
  const x = a.match(/\d+|\D+/g) ?? [];
  const y = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < x.length; i++) {
    const part = x[i] ?? '';
    const other = y[i];
    if (other === undefined) return 1;
    const difference = isDigits(part) && isDigits(other) ? compareDigits(part, other) : compareText(part, other);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** `0007` and `7` are one version to the runners that read it as a number. */
export function withoutZeros(digits: string): string {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 48) start++;
  return start === 0 ? digits : digits.slice(start);
}

function isDigits(text: string): boolean {
  return isDigit(text.charCodeAt(0));
}
