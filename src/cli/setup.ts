import { dirname, resolve, sep } from 'node:path';
import type { Config } from '../config/config.ts';
import { configName, defaults, findConfig, loadConfig } from '../config/load.ts';
import { rebasePath } from '../config/rebase.ts';
import { postgresVersions } from '../config/shape.ts';
import type { Vocabulary } from '../config/vocabulary.ts';
import { isFolder } from '../project/tree.ts';
import { rules } from '../rules/registry.ts';
import { runners } from '../runners/registry.ts';
import { CallError, FileError, type Io } from './io.ts';
import type { Call } from './options.ts';

/** What a run reads, and the configuration that governs it. */
export interface Setup {
  readonly config: Config;
  /** Relative to the working directory, as given. */
  readonly paths: readonly string[];
}

/**
 * Finds and reads the configuration of a call: the file that it names, or the nearest above everything it is to read.
 *
 * @param given - paths of the command line; none: those of the configuration, or the working directory
 * @throws CallError - a wrong option, or mistakes in the configuration
 */
export async function setUp(call: Call, io: Io, given: readonly string[]): Promise<Setup> {
  const named = call.value('config');
  const file = named === undefined ? findConfig(sharedFolder(io.cwd, given)) : resolve(io.cwd, named);
  if (named === undefined) sayUnused(io, given, file);
  const config = withOptions(file === undefined ? defaults : await read(file, io.cwd), call);
  const paths = given.length > 0 ? given : config.paths.length > 0 ? config.paths : ['.'];
  return { config, paths };
}

async function read(file: string, cwd: string): Promise<Config> {
  const loaded = await loadConfig(file, cwd, vocabulary());
  if ('problems' in loaded) throw new FileError(loaded.problems);
  return loaded.config;
}

/** The words that a configuration may use. */
export function vocabulary(): Vocabulary {
  return { rules, runners: runners.map(({ id }) => id) };
}

function withOptions(config: Config, call: Call): Config {
  const failOn = call.value('fail-on') as Config['failOn'] | undefined;
  const postgres = call.value('postgres');
  return {
    ...config,
    ...(failOn === undefined ? {} : { failOn }),
    ...(postgres === undefined ? {} : { postgres: major(postgres) }),
  };
}

function major(text: string): number {
  const { from, to } = postgresVersions;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number >= from && number <= to) return number;
  throw new CallError(`--postgres takes a major version from ${from} to ${to}, not "${text}"`);
}

/** The deepest folder that holds all of the paths. */
export function sharedFolder(cwd: string, paths: readonly string[]): string {
  const [first = cwd, ...rest] = paths.map((path) => folderOf(cwd, path));
  let shared = first;
  for (const folder of rest) {
    while (folder !== shared && !folder.startsWith(shared.endsWith(sep) ? shared : shared + sep)) shared = dirname(shared);
  }
  return shared;
}

/** The folder that a path leads to, or that the file there stands in; absolute. */
export function folderOf(cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  return isFolder(absolute) ? absolute : dirname(absolute);
}

/** One configuration governs a run: says so where a path would have a nearer one of its own. */
function sayUnused(io: Io, paths: readonly string[], used: string | undefined): void {
  if (paths.length < 2) return;
  const folders = new Set(paths.map((path) => folderOf(io.cwd, path)));
  const unused = new Set([...folders].map(findConfig).filter((file) => file !== undefined && file !== used));
  for (const file of unused) {
    if (file === undefined) continue;
    const governing = used === undefined ? `no ${configName}` : rebasePath(used, io.cwd, io.cwd);
    io.stderr.write(`pgmiglint: ${rebasePath(file, io.cwd, io.cwd)} is not used: these paths together are governed by ${governing}. Run once for each, or name one with --config.\n`);
  }
}
