import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaults } from '../../src/config/load.ts';
import { discover } from '../../src/project/discover.ts';
import type { Discovery } from '../../src/project/discover.ts';

export const corpus = join(import.meta.dirname, '../../../shared/corpus');

/** Whether the collection of public migrations lies beside the repository. */
export const hasCorpus = existsSync(corpus);

/** @param paths - relative to the corpus; none: all of it */
export function discoverCorpus(paths: readonly string[] = []): Promise<Discovery> {
  return discover({ cwd: corpus, paths, config: defaults });
}
