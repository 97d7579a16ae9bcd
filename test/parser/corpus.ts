import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** Whether the collection of public migrations lies beside the repository. */
export const hasCorpus = existsSync(root);

/** Every nth SQL file of the collection, as text. */
export function corpusFiles(step: number): { readonly path: string; readonly text: string }[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql')).sort();
  return paths
    .filter((_, index) => index % step === 0)
    .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8').replace(/^\uFEFF/, '') }));
}
