import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../../src/lint.ts';
import { corpus, discoverCorpus, hasCorpus } from './corpus.ts';
import { cutAndTranslated } from './cutting.ts';
import { everything, misplaced, outOfOrder, sqlFiles } from './judging.ts';

/** Every so manieth repository with its history, and every so manieth of its files alone. */
const repositoryStep = 8;
const fileStep = 5;

const names = hasCorpus ? readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort() : [];
const sample = names.filter((_, index) => index % repositoryStep === 0);

test.skipIf(!hasCorpus)('histories of the corpus are judged, and every place lies in its file', async () => {
  const project = await discoverCorpus(sample);
  const result = await lint(project, { config: everything });
  expect(project.sets.length).toBeGreaterThanOrEqual(sample.length);
  expect(result.bugs).toEqual([]);
  expect(misplaced(result)).toEqual([]);
  expect(outOfOrder(result)).toEqual([]);
});

test.skipIf(!hasCorpus)('files of the corpus cut short, and with CRLF', async () => {
  const files = sample.flatMap((name) => sqlFiles(join(corpus, name))).filter((_, index) => index % fileStep === 0);
  expect(files.length).toBeGreaterThan(50);
  await cutAndTranslated(files);
});
