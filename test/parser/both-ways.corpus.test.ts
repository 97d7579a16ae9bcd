import { expect, test } from 'vitest';
import { corpus, hasCorpus } from '../invariants/corpus.ts';
import { sqlFiles } from '../invariants/judging.ts';
import { bothWays, inOrder } from './both-ways.ts';

test.skipIf(!hasCorpus)('the whole corpus is read alike from memory and from JSON', async () => {
  const { memory, json } = await bothWays();
  const files = sqlFiles(corpus);
  expect(files.length).toBeGreaterThan(8_000);
  for (const { path, text } of files) {
    for (const part of [text, text.slice(0, text.length >> 1)]) {
      if (inOrder(memory(part)) !== inOrder(json(part))) expect(memory(part), path).toEqual(json(part));
    }
  }
});
