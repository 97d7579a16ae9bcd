import type { SetConfig } from '../config/config.ts';
import { rebasePath } from '../config/rebase.ts';
import { discover, type Discovery, type DiscoverOptions } from '../project/discover.ts';
import { runners } from '../runners/registry.ts';
import type { Io } from './io.ts';
import type { Call } from './options.ts';
import { oneOf } from './parse.ts';
import { folderOf, type Setup } from './setup.ts';

/**
 * Finds the migrations of a call. `--runner` is the configuration's word for every set that is found without it, and
 * for the folders that the call names.
 *
 * @throws CallError - an unknown runner, or no migrations at all
 */
export async function findProject(call: Call, io: Io, { config, paths }: Setup, { onSet, ...more }: Pick<DiscoverOptions, 'overlays' | 'onProgress' | 'onSet'> = {}): Promise<Discovery> {
  const runner = call.value('runner');
  if (runner !== undefined) await oneOf('runner', runner, runners.map(({ id }) => id));
  const isFinal = runner === undefined;
  const project = await discover({ cwd: io.cwd, paths, config, ...more, ...(isFinal && onSet ? { onSet } : {}) });
  if (isFinal) return project;
  const folders = new Set([...project.sets.map(({ path }) => path), ...paths.map((path) => rebasePath(folderOf(io.cwd, path), io.cwd, io.cwd))]);
  const sets: Record<string, SetConfig> = { ...config.sets };
  for (const folder of folders) sets[folder] = { ...config.sets[folder], runner };
  return discover({ cwd: io.cwd, paths, config: { ...config, sets }, ...more });
}

/** Says on stderr what was not there or could not be read; whether there was any such thing. */
export function sayLost({ problems, unreadable }: Discovery, { stderr }: Io): boolean {
  for (const problem of problems) stderr.write(`pgmiglint: ${problem}\n`);
  for (const { file, message } of unreadable) stderr.write(`pgmiglint: ${file}: ${message}\n`);
  return problems.length + unreadable.length > 0;
}
