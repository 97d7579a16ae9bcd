import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { directives } from '../../src/source/directives.ts';
import { SourceFile } from '../../src/source/source-file.ts';

const text = readFileSync(new URL('directives.sql', import.meta.url), 'utf8');

it('reads the suppression comments of a file', () => {
  const found = directives(new SourceFile('x.sql', text));
  expect(found.map(({ kind, rules, reason }) => [kind, rules.map(({ name }) => name), reason])).toEqual([
    ['file', ['missing-down'], 'nobody goes back'],
    ['next statement', ['unchecked-drop-column', 'narrowing-type-change'], 'checked by hand'],
    ['next statement', ['syntax-error'], undefined],
    ['file', [], undefined],
    ['unknown', ['c'], 'why'],
  ]);
  for (const { rules } of found) {
    for (const { name, span } of rules) expect(text.slice(span.start, span.end)).toBe(name);
  }
  expect(found.map(({ span }) => text.slice(span.start, span.start + 20))).toEqual([
    '-- pgmiglint-disable', '/* pgmiglint-disable', '-- pgmiglint-disable', '-- pgmiglint-disable', '-- pgmiglint-disable',
  ]);
});

it('finds none in a file without the word', () => {
  expect(directives(new SourceFile('x.sql', "SELECT 'it'"))).toEqual([]);
});
