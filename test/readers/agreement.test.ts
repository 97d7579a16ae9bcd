import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAstReader } from '../../src/parser/ast-reader.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { agree, compareAll, textOf } from './compare.ts';
import { agreementOnCorpus, hasCorpus } from './corpus.ts';
import { limits } from './limits.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

beforeAll(async () => {
  await Promise.all([loadGrammar(), loadAstReader()]);
});

describe('both readers', () => {
  it('give the same operations, marks included', () => {
    const comparisons = compareAll(read('both-read.sql'));
    expect(comparisons.length).toBeGreaterThan(80);
    for (const { text, first, second } of comparisons) {
      expect(second && textOf(second, true), text).toBe(textOf(first, true));
    }
  });

  it('differ on each known misreading', () => {
    const comparisons = compareAll(read('misreadings.sql'));
    expect(comparisons.length).toBe(limits.misreadings);
    expect(comparisons.filter(agree).map(({ text }) => text)).toEqual([]);
  });

  it.skipIf(!hasCorpus)('agree on a sample of the corpus', () => {
    const { statements, lowered, differences, markDifferences } = agreementOnCorpus(30);
    expect(lowered / statements).toBeGreaterThan(0.7);
    expect(differences.length, differences.join('\n')).toBeLessThanOrEqual(limits.differences);
    expect(markDifferences.length, markDifferences.join('\n')).toBeLessThanOrEqual(limits.markDifferences);
  });
});
