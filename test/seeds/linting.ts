import { join } from 'node:path';
import { vocabulary } from '../../src/cli/setup.ts';
import { loadConfig } from '../../src/config/load.ts';
import { lint } from '../../src/lint.ts';
import { discover } from '../../src/project/discover.ts';
import type { Result } from '../../src/judge/result.ts';

/** Where the examples stand. */
export const folder = join(import.meta.dirname, '../../fixtures/seeds');

/** Lints the examples of a document under its own configuration, or with the levels that every rule has by itself. */
export async function lintSeed(name: string, mode: 'default' | 'preset'): Promise<Result> {
  const cwd = join(folder, name);
  const loaded = await loadConfig(join(cwd, '.pgmiglintrc.json'), cwd, vocabulary());
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const { options, ...rest } = loaded.config;
  const config = mode === 'preset' ? { ...rest, ...(options ? { options } : {}) } : { ...rest, rules: {} };
  return lint(await discover({ cwd, paths: ['.'], config }), { config });
}

/** `file:line rule`, in order. */
export function outline({ findings }: Result): readonly string[] {
  return findings.map(({ place: { file, span }, rule }) => `${file.path}:${file.position(span.start).line} ${rule}`);
}
