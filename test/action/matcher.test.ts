import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unix, unixPattern } from '../../src/reporters/unix.ts';
import { everything } from '../reporters/samples.ts';

interface Matcher {
  readonly problemMatcher: readonly [{ readonly owner: string; readonly pattern: readonly [Readonly<Record<string, number>> & { readonly regexp: string }] }];
}

test('the problem matcher reads every line that --format unix prints', () => {
  const { problemMatcher: [{ owner, pattern: [pattern] }] } = JSON.parse(readFileSync(join(import.meta.dirname, '../../pgmiglint-matcher.json'), 'utf8')) as Matcher;
  expect(owner).toBe('pgmiglint');
  expect(pattern.regexp).toBe(unixPattern);
  const part = (match: RegExpExecArray | null, name: string): string | undefined => match?.[pattern[name] ?? -1];
  const matches = unix(everything).trimEnd().split('\n').map((line) => new RegExp(pattern.regexp).exec(line));
  expect(matches.map((match) => ['file', 'line', 'column', 'severity', 'code'].map((name) => part(match, name)))).toEqual([
    ['db/migrations/000007_x.up.sql', '3', '43', 'error', 'narrowing-type-change'],
    [`db/migrations/000008 a,b:c%'"<&>.up.sql`, '2', '32', 'warning', 'some-rule'],
    [`db/migrations/000008 a,b:c%'"<&>.up.sql`, '4', '3', 'info', 'unchecked-drop-column'],
    ['db/latin1.sql', '2', '3', 'error', 'unreadable'],
    ['db/a.sql', '3', '1', 'error', 'internal-error'],
  ]);
  expect(part(matches[0] ?? null, 'message')).toBe('varchar(255) cannot hold every value of varchar(320)');
});
