import { describe, expect, it } from 'vitest';
import { text } from '../../src/reporters/text.ts';
import { plain } from '../../src/reporters/palette.ts';
import { outline, outlineFinding } from './carets.ts';
import { fixtures, run, runText, type Run } from './fixture.ts';

function compare({ result, expected }: Run): void {
  expect(result.bugs).toEqual([]);
  expect(result.unreadable).toEqual([]);
  expect(result.findings.map(outlineFinding).sort()).toEqual(expected.map(outline).sort());
  for (const { says, ...place } of expected) {
    if (says === undefined) continue;
    const messages = result.findings.filter((finding) => outlineFinding(finding) === outline(place)).map(({ message }) => message);
    expect(messages.join('\n')).toContain(says);
  }
}

describe.each(fixtures())('fixtures/rules/$rule/$name', (fixture) => {
  it('finds what its carets say, and nothing else', async () => {
    const found = await run(fixture);
    compare(found);
    if (fixture.name === 'unsafe.sql') expect(found.expected.some(({ rule }) => rule === fixture.rule)).toBe(true);
    if (fixture.name === 'safe.sql') expect(found.expected).toEqual([]);
    if (found.result.findings.length > 0) {
      const shown = text(found.result, { palette: plain, quiet: true });
      await expect(shown).toMatchFileSnapshot(fixture.folder ? `${fixture.path}/shown.txt` : fixture.path.replace(/\.sql$/, '.txt'));
    }
  });
});

describe('the harness', () => {
  const sql = 'VACUUM (ANALYZE) orders;';
  const fixture = (carets: string): string => `-- runner: goose\n    ${sql}\n${carets}\n`;
  const right = '--  ^^^^^^^^^^^^^^^^^^^^^^^ not-allowed-in-transaction';

  it.each([
    ['a caret at another column', `-- ${right.slice(4)}`],
    ['too few carets', right.replace('^ ', ' ')],
    ['another rule', right.replace('not-allowed', 'concurrently')],
    ['no caret', '-- nothing'],
    ['a message that is not there', `${right} "no such words"`],
  ])('refuses %s', async (_, carets) => {
    const found = await runText('not-allowed-in-transaction', 'x.sql', fixture(carets));
    expect(found.result.findings).toHaveLength(1);
    expect(() => { compare(found); }).toThrow();
  });

  it('takes the right caret', async () => {
    compare(await runText('not-allowed-in-transaction', 'x.sql', fixture(`${right} "cannot run"`)));
  });
});
