import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/reporters/palette.ts';
import { rulePage } from '../../src/reporters/rule-page.ts';
import { text } from '../../src/reporters/text.ts';
import { rules } from '../../src/rules/registry.ts';
import { isCaretLine } from './carets.ts';
import { fixturesFolder, runText } from './fixture.ts';

const root = join(import.meta.dirname, '../..');
const ids = rules.map(({ id }) => id);

/** What people see of a fixture: the SQL, and no assertions. */
function shown(id: string, name: string): string {
  return readFileSync(join(fixturesFolder, id, name), 'utf8').split('\n').filter((line) => !isCaretLine(line)).join('\n');
}

describe('registry, files, fixtures and pages are the same rules', () => {
  it.each([
    ['src/rules', '.ts', 'registry'],
    ['fixtures/rules', '', ''],
    ['docs/rules', '.md', ''],
  ])('%s', (folder, extension, other) => {
    const names = readdirSync(join(root, folder)).map((name) => name.slice(0, name.length - extension.length)).filter((name) => name !== other);
    expect(names.sort()).toEqual([...ids].sort());
  });

  it('has them in order, each once', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it.each(ids)('%s has an unsafe and a safe fixture', (id) => {
    expect(readdirSync(join(fixturesFolder, id))).toEqual(expect.arrayContaining(['unsafe.sql', 'safe.sql']));
  });
});

describe.each(rules)('$id', (rule) => {
  it('has a page that is its own words and fixtures (`npm test -- -u` brings it up to date)', async () => {
    const unsafe = shown(rule.id, 'unsafe.sql');
    const { result } = await runText(rule.id, 'unsafe.sql', unsafe);
    const report = text(result, { palette: plain, quiet: true }).replace(/^ *= see .*\n/gm, '');
    await expect(rulePage(rule, { unsafe, report, safe: shown(rule.id, 'safe.sql') })).toMatchFileSnapshot(join(root, `docs/rules/${rule.id}.md`));
  });

  it('says what, why and where to read on', () => {
    expect(rule.summary).toMatch(/^\S.*\.$/);
    expect(rule.why.length).toBeGreaterThan(60);
    for (const reference of rule.references) expect(reference).toMatch(/^https:\/\//);
  });
});
