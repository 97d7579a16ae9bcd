import { describe, expect, it } from 'vitest';
import { defaults } from '../../src/config/load.ts';
import { Ledger } from '../../src/judge/ledger.ts';
import { Levels } from '../../src/judge/levels.ts';
import { Suppressions } from '../../src/judge/suppressions.ts';
import type { ParsedScript } from '../../src/parser/statement.ts';
import { rules } from '../../src/rules/registry.ts';
import { SourceFile } from '../../src/source/source-file.ts';

/** Judges a text whose every line `DROP …` is a statement with a finding of unchecked-drop-column, and says what stays. */
async function stays(text: string): Promise<string[]> {
  const file = new SourceFile('x.sql', text);
  const statements = [...text.matchAll(/^DROP.*$/gm)].map(({ index, 0: line }) => ({ start: index, end: index + line.length }));
  const ledger = new Ledger(await Levels.of(defaults));
  const rule = rules.find(({ id }) => id === 'unchecked-drop-column');
  if (!rule) throw new Error('the rule is gone');
  for (const span of statements) ledger.enter(rule, { message: 'dropped' }, false, () => ({ file, span }));
  const suppressions = new Suppressions();
  suppressions.read(file, { statements: statements.map((span) => ({ span })), errors: [], standIns: 0 } as unknown as ParsedScript, true);
  return (await suppressions.apply(ledger, rules, rules)).map(({ rule: id, place }) => `${place.file.position(place.span.start).line} ${id}`).sort();
}

describe('suppression comments', () => {
  it.each<[string, string, readonly string[]]>([
    ['none', 'DROP a', ['1 unchecked-drop-column']],
    ['the next statement only', '-- pgmiglint-disable-next-statement unchecked-drop-column -- seen\nDROP a\nDROP b', ['3 unchecked-drop-column']],
    ['comments and blanks between', '-- pgmiglint-disable-next-statement unchecked-drop-column -- seen\n\n-- words\nDROP a', []],
    ['the whole file', 'DROP a\n-- pgmiglint-disable unchecked-drop-column -- seen\nDROP b', []],
    ['without a reason it works, and is reported', '-- pgmiglint-disable unchecked-drop-column\nDROP a', ['1 suppression-without-reason']],
    ['an unknown rule', '-- pgmiglint-disable unchecked-drop-colum -- seen\nDROP a', ['1 unknown-suppression', '2 unchecked-drop-column']],
    ['no rule at all', '-- pgmiglint-disable -- seen\nDROP a', ['1 unknown-suppression', '2 unchecked-drop-column']],
    ['nothing to switch off', '-- pgmiglint-disable missing-down -- seen\nSELECT 1', ['1 unused-suppression']],
    ['nothing behind it', 'DROP a\n-- pgmiglint-disable-next-statement unchecked-drop-column -- seen', ['1 unchecked-drop-column', '2 unused-suppression']],
    ['one of two rules unused', '-- pgmiglint-disable missing-down, unchecked-drop-column -- seen\nDROP a', ['1 unused-suppression']],
    ['a word that is none', '-- pgmiglint-disable-next-line unchecked-drop-column -- seen\nDROP a', ['1 unknown-suppression', '2 unchecked-drop-column']],
    ['words in a string', "SELECT '-- pgmiglint-disable unchecked-drop-column -- seen';\nDROP a", ['2 unchecked-drop-column']],
  ])('%s', async (_, text, expected) => {
    expect(await stays(text)).toEqual(expected);
  });
});
