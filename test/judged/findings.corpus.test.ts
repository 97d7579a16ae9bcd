import { beforeAll, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaults } from '../../src/config/load.ts';
import type { Result } from '../../src/judge/result.ts';
import { lint } from '../../src/lint.ts';
import { discoverCorpus, hasCorpus } from '../invariants/corpus.ts';
import { draw, nameAll, named, type Drawn } from './drawn.ts';

interface Judged extends Drawn {
  readonly verdict: string;
  readonly why: string;
}

/** What somebody made of each finding of the sample: rule, file:line, right or wrong, why. */
function judgements(): Judged[] {
  const [, ...rows] = readFileSync(join(import.meta.dirname, 'findings.tsv'), 'utf8').trimEnd().split('\n');
  return rows.map((row) => {
    const [rule = '', place = '', verdict = '', why = ''] = row.split('\t');
    const [, file = '', line = '', nth = '1'] = /^(.*):(\d+)(?: \((\d+)\))?$/.exec(place) ?? [];
    return { rule, file, line: Number(line), nth: Number(nth), verdict, why };
  });
}

let result: Result;

beforeAll(async () => {
  if (!hasCorpus) {
    console.info('shared/corpus is not beside the repository: the judged findings are not looked at');
    return;
  }
  result = await lint(await discoverCorpus(), { config: defaults, all: true });
});

test('the table of judged findings is complete in itself', () => {
  const judged = judgements();
  expect(judged.filter(({ verdict, why, line }) => !(line > 0) || (verdict !== 'right' && verdict !== 'wrong') || why.length < 20)).toEqual([]);
  expect(new Set(judged.map(named)).size).toBe(judged.length);
});

test.skipIf(!hasCorpus)('200 findings of real migrations were read one by one, and at least 95 % of them are right', () => {
  const byRule = nameAll(result.findings);
  const drawn = draw(byRule);
  const judged = new Map(judgements().map((each) => [named(each), each]));
  expect(drawn.length).toBeGreaterThanOrEqual(200);
  expect(drawn.map(named).filter((name) => !judged.has(name)), 'drawn, and not read yet').toEqual([]);
  const found = new Set([...byRule.values()].flat().map(named));
  expect([...judged.keys()].filter((name) => !found.has(name)), 'in the table, and found no longer').toEqual([]);
  const right = drawn.filter((each) => judged.get(named(each))?.verdict === 'right').length;
  const share = right / drawn.length;
  console.info(`judged findings: ${right} of ${drawn.length} drawn are right (${(100 * share).toFixed(1)} %), of ${byRule.size} rules`);
  expect(share).toBeGreaterThanOrEqual(0.95);
});

test.skipIf(!hasCorpus)('a migration has one finding at warning or above, or none, more often than not', async () => {
  const { sets } = await discoverCorpus();
  const perFile = new Map<string, number>();
  for (const { severity, place } of result.findings) {
    if (severity !== 'info') perFile.set(place.file.path, (perFile.get(place.file.path) ?? 0) + 1);
  }
  const counts = sets.flatMap(({ migrations }) => migrations.map(({ up, down }) => {
    const files = new Set([up, down].flatMap((script) => (script ? [script.file.path] : [])));
    return [...files].reduce((sum, path) => sum + (perFile.get(path) ?? 0), 0);
  })).sort((a, b) => a - b);
  const median = counts[counts.length >> 1];
  console.info(`findings at warning and above: median ${median} of ${counts.length} migrations, mean ${(counts.reduce((sum, count) => sum + count, 0) / counts.length).toFixed(2)}`);
  expect(median).toBeLessThanOrEqual(1);
});
