import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/judge/finding.ts';
import { fingerprints } from '../../src/judge/fingerprint.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { findingAt } from '../reporters/results.ts';

/** A finding at each place where a text stands in a file. */
function at(text: string, part: string, rule = 'some-rule', path = 'db/1.sql'): Finding[] {
  const file = new SourceFile(path, text);
  return Array.from(text.matchAll(new RegExp(part, 'g')), ({ index }) => findingAt({ file, span: { start: index, end: index + part.length } }, { rule }));
}

function names(findings: readonly Finding[]): readonly string[] {
  const all = fingerprints(findings);
  return findings.map((finding) => all.get(finding) ?? '');
}

const drop = 'ALTER TABLE a\n  DROP COLUMN b;\n';

describe('a fingerprint', () => {
  test.each([
    ['moved lines', `SELECT 1;\n\n\n${drop}`],
    ['white space and line endings', 'ALTER  TABLE a\r\n\tDROP COLUMN b ;'],
    ['comments', '-- why\nALTER TABLE /* this */ a DROP COLUMN b;'],
  ])('survives %s', (_, text) => {
    expect(names(at(text, 'DROP'))).toEqual(names(at(drop, 'DROP')));
  });

  test.each([
    ['another rule', at(drop, 'DROP', 'other-rule')],
    ['another file', at(drop, 'DROP', 'some-rule', 'db/2.sql')],
    ['another statement', at('ALTER TABLE a DROP COLUMN c;', 'DROP')],
    ['another string', at("ALTER TABLE a DROP COLUMN b; SELECT 'x  y'", 'x')],
  ])('is another one for %s', (_, findings) => {
    expect(names(findings)).not.toEqual(names(at(drop, 'DROP')));
  });

  test('tells equal statements apart by their order', () => {
    const [first, second, third] = names(at(drop.repeat(3), 'DROP'));
    expect(new Set([first, second, third]).size).toBe(3);
    expect(names(at(drop, 'DROP'))).toEqual([first]);
  });

  test('does not depend on the order in which findings come', () => {
    const findings = at(drop.repeat(3), 'DROP');
    expect(names(findings.toReversed()).toReversed()).toEqual(names(findings));
  });

  test('of a file that cannot be read, or is empty', () => {
    const file = new SourceFile('db/gone.sql', '');
    expect(names([findingAt({ file, span: { start: 0, end: 0 } })])).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test('ten thousand of one file take no longer than they must', () => {
    const findings = at(drop.repeat(10_000), 'DROP');
    expect(new Set(names(findings)).size).toBe(10_000);
  }, 5000);
});
