import type { Config, SetConfig } from '../config/config.ts';
import { runnerCalled, runners } from '../runners/registry.ts';
import { isSql } from '../runners/names.ts';
import type { Recognition, Runner } from '../runners/runner.ts';
import { foreignDialect, isPostgresFolder } from './dialects.ts';
import type { Folder } from './folder.ts';
import type { Candidate } from './migration-set.ts';

/**
 * The runner whose migrations a folder holds: the configuration's word first, then the strongest recognition.
 *
 * @param among - runners that come into question; all without it
 */
export function recognise(folder: Folder, config: Config, among: readonly Runner[] = runners): Candidate | undefined {
  const settings = settingsOf(folder, config);
  const named = settings.runner === undefined ? undefined : runnerCalled(settings.runner);
  if (named) {
    if (!among.includes(named)) return undefined;
    return { folder, runner: named, recognition: { strength: Infinity, evidence: `${config.file ?? 'the configuration'} says so` }, settings };
  }
  if (!canHold(folder)) return undefined;
  let best: { readonly runner: Runner; readonly recognition: Recognition } | undefined;
  for (const runner of among) {
    if (best && runner.atMost !== undefined && runner.atMost <= best.recognition.strength) continue;
    const recognition = runner.recognise(folder);
    if (recognition && (!best || recognition.strength > best.recognition.strength)) best = { runner, recognition };
  }
  return best && { folder, ...best, settings };
}

/** Runners whose sets reach down into folders. */
const reachingDown = runners.filter(({ layout }) => layout !== 'files');

/**
 * The runner of a set in a folder above that may hold a file. Folders above may be large and are no part of what was
 * asked for: only where a runner would know the file are they listed.
 *
 * @param path - of the file, below the folder
 */
export function recogniseAbove(folder: Folder, config: Config, path: string): Candidate | undefined {
  const mayHold = ({ mayHold, history }: Runner): boolean => (mayHold ? mayHold(folder, path) : history(folder).read(path) !== undefined);
  return settingsOf(folder, config).runner === undefined && !reachingDown.some(mayHold) ? undefined : recognise(folder, config, reachingDown);
}

const none: SetConfig = {};

export function settingsOf(folder: Folder, config: Config): SetConfig {
  const { path } = folder;
  return Object.hasOwn(config.sets, path) ? config.sets[path] ?? none : none;
}

/** Most folders of a tree hold neither SQL nor folders that could: no runner need look at them. */
function canHold(folder: Folder): boolean {
  return folder.folders.length > 0 || folder.files.some(isSql);
}

/** Why a folder's SQL is not PostgreSQL's, by the folder's own path. */
export function foreignReason(folder: Folder): string | undefined {
  let reason: string | undefined;
  for (const name of folder.path.split('/')) reason = foreignBelow(name, reason);
  return reason;
}

/** The same for a folder in a folder: the deepest word decides, and `postgres` below `mysql` takes it back. */
export function foreignBelow(name: string, above: string | undefined): string | undefined {
  const database = foreignDialect(name);
  if (database !== undefined) return `the folder ${name} is for ${database}`;
  return above !== undefined && isPostgresFolder(name) ? undefined : above;
}
