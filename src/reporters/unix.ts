import type { Result } from '../judge/result.ts';
import { oneLine } from './printable.ts';
import { onOneLine, tellAll } from './told.ts';

/** What reads a line of this format: file, line, column, severity, message and rule. */
export const unixPattern = String.raw`^(.+?):(\d+):(\d+): (error|warning|info): (.+) \[([\w-]+)\]$`;

/** `file:line:column: severity: message [rule]`, one line a finding: for problem matchers, grep and vim's quickfix. */
export function unix(result: Result): string {
  return tellAll(result).map(({ file, start, severity, message, rule }) => `${oneLine(file)}:${start.line}:${start.column}: ${severity}: ${oneLine(onOneLine(message))} [${rule}]\n`).join('');
}
