import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config/config.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { discover } from '../../src/project/discover.ts';
import { describe as describeCatalog, type SchemaDescription } from '../../src/schema/describe.ts';
import { compare, type Comparison } from './compare.ts';
import { apply, partsOf, replay } from './history.ts';
import { preparations } from './preparations.ts';
import type { Server } from './server.ts';

/** Real histories; not part of this repository. */
const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** Why the histories cannot be had here; false where they can. */
export const absent: string | false = existsSync(corpus) ? false : 'the corpus of real histories is not here';

const config: Config = { paths: [], ignore: [], failOn: 'error', sets: {}, rules: {}, overrides: [] };

/** A history that the server took whole, and how the replay compares; or why it did not. */
export type Outcome = { readonly path: string } & ({ readonly comparison: Comparison } | { readonly refused: string });

/**
 * Applies the ups of every set and compares what the server then has with the replay.
 *
 * @param paths - folders of the corpus; none: all of it
 */
export async function outcomes(server: Server, paths: readonly string[] = []): Promise<readonly Outcome[]> {
  await loadGrammar();
  const { sets } = await discover({ cwd: corpus, paths, config });
  const results: Outcome[] = [];
  for (const set of sets) {
    const { path } = set;
    const parts = partsOf(set);
    if (typeof parts === 'string') {
      results.push({ path, refused: parts });
      continue;
    }
    await server.reset();
    for (const preparation of preparations) if (path.startsWith(preparation.set)) await server.run(preparation.sql);
    const prepared = new Set((await server.describe()).tables.map(({ schema, name }) => `${schema}.${name}`));
    const refused = await apply(parts, server);
    if (refused !== undefined) {
      results.push({ path, refused });
      continue;
    }
    // Tables that were there before are none of the history's.
    const own = (description: SchemaDescription): SchemaDescription => ({ ...description, tables: description.tables.filter(({ schema, name }) => !prepared.has(`${schema}.${name}`)) });
    results.push({ path, comparison: compare(own(describeCatalog(replay(parts))), own(await server.describe())) });
  }
  return results;
}
