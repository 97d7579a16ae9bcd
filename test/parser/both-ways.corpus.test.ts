import { expect, test } from 'vitest';
import { corpus, hasCorpus } from '../invariants/corpus.ts';
import { sqlFiles } from '../invariants/judging.ts';
import { asRead, bothWays, inOrder } from './both-ways.ts';

test.skipIf(!hasCorpus)('the whole corpus is read alike from memory and from JSON', async () => {
  const { memory, json } = await bothWays();
  const files = sqlFiles(corpus);
  expect(files.length).toBeGreaterThan(8_000);
  for (const { path, text } of files) {
    for (const part of [text, text.slice(0, text.length >> 1)]) {
      const [read, written] = [memory(part), asRead(json(part))];
      if (inOrder(read) !== inOrder(written)) expect(read, path).toEqual(written);
    }
  }
});
