import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { appliedOf, type Applied } from '../applied/applied.ts';
import { baselineName, type Baseline } from '../baseline/baseline.ts';
import type { Project } from '../project/project.ts';
import { CallError, FileError, type Io } from './io.ts';
import { sharedFolder, type Setup } from './setup.ts';

/** Where the baseline of a call stands or is to stand; absolute. Named by the configuration, beside it, or the nearest upward. */
export function baselinePath({ config, paths }: Setup, { cwd }: Pick<Io, 'cwd'>): string {
  if (typeof config.baseline === 'string') return resolve(cwd, config.baseline);
  if (config.file !== undefined) return join(dirname(resolve(cwd, config.file)), baselineName);
  for (let at = sharedFolder(cwd, paths); ; at = dirname(at)) {
    const file = join(at, baselineName);
    if (existsSync(file)) return file;
    if (dirname(at) === at) return join(cwd, baselineName);
  }
}

/** The baseline of a call, if there is one. @throws CallError - it is named and not there, or broken */
export async function findBaseline(setup: Setup, io: Io): Promise<Baseline | undefined> {
  const named = setup.config.baseline;
  if (named === false) return undefined;
  const file = baselinePath(setup, io);
  if (!existsSync(file)) {
    if (named !== undefined) throw new CallError(`there is no baseline ${named}: "pgmiglint baseline" writes it`);
    return undefined;
  }
  const { readBaseline } = await import('../baseline/baseline-file.ts');
  const baseline = readBaseline(file, io.cwd);
  if (baseline && 'problems' in baseline) throw new FileError(baseline.problems);
  return baseline;
}

/** Whether a run judged a file, or nobody will ever again because it is gone. */
export function lookedAt({ sets, only }: Project, applied: ReadonlyMap<string, Applied>, all: boolean, { cwd }: Pick<Io, 'cwd'>): (path: string) => boolean {
  const judged = new Set<string>();
  for (const set of sets) {
    const done = all ? new Set() : appliedOf(set, applied.get(set.path));
    for (const migration of set.migrations) {
      if (done.has(migration)) continue;
      const { up, down, opaque } = migration;
      for (const path of [up?.file.path, down?.file.path, opaque]) if (path !== undefined && (only?.has(path) ?? true)) judged.add(path);
    }
    for (const { path } of set.leftOut) if (only?.has(path) ?? true) judged.add(path);
  }
  return (path) => judged.has(path) || !existsSync(resolve(cwd, path));
}
