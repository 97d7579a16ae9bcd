import { describe, expect, test } from 'vitest';
import { plain } from '../../src/reporters/palette.ts';
import { reporters } from '../../src/reporters/registry.ts';
import { whole } from '../../src/reporters/reporter.ts';
import type { Result } from '../../src/judge/result.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { findingAt, placeOf, resultOf } from './results.ts';
import { everything, hostile, nothing, severalLines, usual } from './samples.ts';
import { jsonMistakes, xmlMistakes } from './schemas.ts';

const path = 'db/migrations/000007_x.up.sql';

async function printed(format: string, result: Result, below?: string): Promise<string> {
  const report = await reporters[format]?.();
  if (!report) throw new Error(`no format ${format}`);
  return whole(report(result, { palette: plain, version: '1.2.3', ...(below === undefined ? {} : { below }) }));
}

describe('every format', () => {
  test.each(Object.keys(reporters))('%s tells no password', async (format) => {
    const text = await printed(format, everything);
    expect(text).not.toContain('secret');
    expect(text).not.toMatch(/me%3Asecret/);
  });

  test.each(Object.keys(reporters).filter((name) => name !== 'json'))('%s lets nothing steer a terminal or turn the direction of writing', async (format) => {
    // eslint-disable-next-line no-control-regex -- it is what is looked for
    expect(await printed(format, everything)).not.toMatch(/[\u0007\u001b\u202e]|\\u(?:0007|001b|202e)/i);
  });
});

describe('unix', () => {
  test('a line for each', async () => {
    expect((await printed('unix', everything)).split('\n')).toEqual([
      `${path}:3:43: error: varchar(255) cannot hold every value of varchar(320) [narrowing-type-change]`,
      `db/migrations/000008 a,b:c%'"<&>.up.sql:2:32: warning: first 100% of <b>\`a|b\`</b> & "c", @everyone ]]> ::error::x \ufffd\ufffd[31m\ufffd postgres://me:******@host/db [some-rule]`,
      `db/migrations/000008 a,b:c%'"<&>.up.sql:4:3: info: something is wrong [unchecked-drop-column]`,
      'db/latin1.sql:2:3: error: This file is not UTF-8: postgres://me:******@host/db [unreadable]',
      'db/a.sql:3:1: error: a bug in the rule some-rule: x is undefined [internal-error]',
      '',
    ]);
    expect(await printed('unix', nothing)).toBe('');
  });
});

describe('github', () => {
  /** Reads a workflow command as the runner does: properties to the second `::`, percent signs unescaped. */
  function parse(line: string): { command: string; properties: Record<string, string>; message: string } {
    const [, command = '', list = '', message = ''] = /^::(\w+)(?: ([^]*?))?::([^]*)$/.exec(line) ?? [];
    const unescaped = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
    const properties = Object.fromEntries(list.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]));
    return { command, properties, message: message.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%') };
  }

  test('is read back by the documented grammar', async () => {
    const all = (await printed('github', everything, 'back/')).trimEnd().split('\n').map(parse);
    expect(all.map(({ command }) => command)).toEqual(['error', 'error', 'error', 'warning', 'notice']);
    expect(all[0]).toEqual({ command: 'error', message: usual.message, properties: { file: `back/${path}`, line: '3', col: '43', endColumn: '55', title: 'pgmiglint: narrowing-type-change' } });
    expect(all[3]).toMatchObject({ message: hostile.message.replace('secret', '******').replace(/\p{C}(?<!\n)/gu, '\ufffd'), properties: { file: `back/${hostile.place.file.path}`, line: '2' } });
    expect(all[4]?.properties).toEqual({ file: `back/${severalLines.place.file.path}`, line: '4', endLine: '5', title: 'pgmiglint: unchecked-drop-column' });
  });

  test('no more of a kind than GitHub shows, and the rest counted', async () => {
    const many = resultOf(Array.from({ length: 25 }, (_, index) => (index < 12 ? usual : hostile)));
    const lines = (await printed('github', many)).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.at(-1)).toBe('pgmiglint: 5 findings more than GitHub annotates; the job summary has all of them');
  });
});

describe('sarif', () => {
  test.each([['everything', everything], ['nothing', nothing]])('%s is valid', async (_, result) => {
    expect(jsonMistakes('sarif-2.1.0.json', JSON.parse(await printed('sarif', result)))).toEqual([]);
  });

  test('holds rules, related places, fingerprints and what is switched off', async () => {
    const { runs: [run] } = JSON.parse(await printed('sarif', everything, 'back/')) as { runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[]; invocations: unknown }] };
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['narrowing-type-change', 'unchecked-drop-column']);
    expect(run.invocations).toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [{}, {}] }]);
    const [first, second, third, directive, baseline] = run.results;
    expect(first).toMatchObject({
      ruleId: 'narrowing-type-change', ruleIndex: 0, level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: `back/${path}` }, region: { startLine: 3, startColumn: 43, endLine: 3, endColumn: 55 } } }],
      relatedLocations: [{ physicalLocation: { region: { startLine: 3, startColumn: 8 } }, message: { text: 'varchar(320) since here' } }],
    });
    expect((second?.locations as { physicalLocation: { artifactLocation: { uri: string } } }[])[0]?.physicalLocation.artifactLocation.uri).toBe('back/db/migrations/000008%20a%2Cb%3Ac%25\'%22%3C%26%3E.up.sql');
    expect(third).toMatchObject({ level: 'note' });
    expect(first).not.toHaveProperty('suppressions');
    expect(directive).toMatchObject({ suppressions: [{ kind: 'inSource', justification: expect.stringContaining('we know <this>') as string }] });
    expect(baseline).toMatchObject({ suppressions: [{ kind: 'external' }], baselineState: 'unchanged' });
    const names = run.results.map(({ partialFingerprints }) => (partialFingerprints as { primaryLocationLineHash: string }).primaryLocationLineHash);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('gitlab', () => {
  test.each([['everything', everything], ['nothing', nothing]])('%s is valid', async (_, result) => {
    const report = JSON.parse(await printed('gitlab', result, 'back/')) as { fingerprint: string; location: { path: string; lines: object } }[];
    expect(jsonMistakes('gitlab.json', report)).toEqual([]);
    expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length);
    if (result === everything) expect(report[0]?.location).toEqual({ path: `back/${path}`, lines: { begin: 3, end: 3 } });
  });
});

describe('junit', () => {
  test.each([['everything', everything], ['nothing', nothing], ['no set', resultOf([], { sets: [] })]])('%s is valid', async (_, result) => {
    expect(await xmlMistakes('junit.xsd', await printed('junit', result))).toEqual([]);
  });

  test('a test for each finding, and one where there is none', async () => {
    const all = await printed('junit', everything);
    expect(all.match(/<testcase /g)).toHaveLength(7);
    expect(all.match(/<failure /g)).toHaveLength(5);
    expect(all.match(/<skipped>/g)).toHaveLength(2);
    expect(await printed('junit', nothing)).toContain('tests="1" failures="0"');
  });
});

describe('checkstyle', () => {
  test.each([['everything', everything], ['nothing', nothing]])('%s is valid', async (_, result) => {
    expect(await xmlMistakes('checkstyle.xsd', await printed('checkstyle', result))).toEqual([]);
  });

  test('the findings of a file together', async () => {
    expect(await printed('checkstyle', everything)).toContain(`<error line="3" column="43" severity="error" message="${usual.message}" source="pgmiglint.narrowing-type-change"/>\n  </file>`);
  });
});

describe('rdjson', () => {
  test.each([['everything', everything], ['nothing', nothing]])('%s is valid', async (_, result) => {
    expect(jsonMistakes('rdjson.json', JSON.parse(await printed('rdjson', result)))).toEqual([]);
  });

  test('columns count bytes of UTF-8', async () => {
    const file = new SourceFile('a.sql', "SELECT '🐘é', x;");
    const { diagnostics: [first] } = JSON.parse(await printed('rdjson', resultOf([findingAt(placeOf(file, 'x'))]))) as { diagnostics: { location: object }[] };
    expect(first?.location).toEqual({ path: 'a.sql', range: { start: { line: 1, column: 18 }, end: { line: 1, column: 19 } } });
  });
});

describe('markdown', () => {
  test('the worst first, the rest collapsed', async () => {
    const hostileFirst = { ...everything, findings: [severalLines, hostile, usual] };
    await expect(await printed('markdown', hostileFirst)).toMatchFileSnapshot('snapshots/comment.md');
    expect(await printed('markdown', nothing)).toBe('### pgmiglint: no findings\n\n<sub>41 migrations in 1 set, 2 pending</sub>\n');
  });

  test('nobody is mentioned, and no HTML of others gets through', async () => {
    const comment = await printed('markdown', everything);
    expect(comment).not.toMatch(/@everyone/);
    expect(comment.replace(/^(`{3,})[^]*?^\1$/gm, '').replace(/(`+)[^`]+\1/g, '')).not.toMatch(/<(?!\/?(?:details|summary|sub)>|!-- -->)/);
  });

  test.each([[1, 100_000], [3000, 200], [40, 5000]])('%d findings with messages of %d characters fit into a comment', async (number, length) => {
    const findings = Array.from({ length: number }, (_, index) => ({ ...hostile, message: `${index} ${'ü|<@'.repeat(length / 4)}` }));
    const locked = Array.from({ length: number }, () => everything.locked?.map((one) => ({ ...one, locks: one.locks.map((lock) => ({ ...lock, relation: 'ü|<'.repeat(length / 4) })) })) ?? []).flat();
    const comment = await printed('markdown', resultOf(findings, { locked }));
    expect(Buffer.byteLength(comment)).toBeLessThan(65_536);
    expect(comment).toContain(number === 1 ? '1 warning' : `${number} warnings`);
  });
});
