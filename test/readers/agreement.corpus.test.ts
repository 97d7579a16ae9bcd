import { beforeAll, expect, it } from 'vitest';
import { loadAstReader } from '../../src/parser/ast-reader.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { agreementOnCorpus, hasCorpus } from './corpus.ts';
import { limits } from './limits.ts';

beforeAll(async () => {
  await Promise.all([loadGrammar(), loadAstReader()]);
});

it.skipIf(!hasCorpus)('both readers agree on the whole corpus', () => {
  const { statements, read, lowered, differences, markDifferences } = agreementOnCorpus(1);
  console.info({ statements, read, lowered, differences: differences.length, markDifferences: markDifferences.length });
  expect(lowered / statements).toBeGreaterThan(limits.share);
  expect(differences.length, differences.join('\n')).toBeLessThanOrEqual(limits.differences);
  expect(markDifferences.length, markDifferences.join('\n')).toBeLessThanOrEqual(limits.markDifferences);
});
