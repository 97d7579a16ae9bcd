import { statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import type { AppliedRequest } from '../applied/read-applied.ts';
import type { Baseline } from '../baseline/baseline.ts';
import type { Config } from '../config/config.ts';
import type { Problem } from '../config/problem.ts';
import { configName, defaults, findConfig, loadConfig, parseConfig, rules, runners, SourceFile } from './parts.ts';
import { Root } from './root.ts';

/** What the command line makes of a configuration. */
export interface Calling {
  /** How it asks what is applied. */
  readonly requestFor: (config: Config) => AppliedRequest;
  /** The findings that the project lives with. @throws Error - they were asked for and cannot be read */
  readonly baselineFor: (config: Config, folder: string) => Promise<Baseline | undefined>;
}

interface Loaded {
  /** The last one that could be read stays in force. */
  readonly root: Root | undefined;
  readonly problems: readonly Problem[];
}

const vocabulary = { rules, runners: runners.map(({ id }) => id) };

/** The roots of a workspace: a folder under the nearest configuration above a file, as one run of the command line there would have it. */
export class Configurations {
  /** Absolute, the longest first. */
  #folders: readonly string[] = [];
  readonly #loaded = new Map<string, Loaded>();
  /** One at a time for each: a root that was given away stays the one. */
  readonly #loading = new Map<string, { readonly stamp: string; readonly loaded: Promise<Loaded> }>();
  readonly #calling: Calling;

  constructor(calling: Calling) {
    this.#calling = calling;
  }

  /** @param folders - of the workspace, absolute */
  set folders(folders: readonly string[]) {
    this.#folders = folders.toSorted((a, b) => b.length - a.length);
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The root of a file, its configuration read anew where it has changed; undefined where that cannot be read and never could. */
  async rootOf(path: string): Promise<Root | undefined> {
    const folder = this.#folders.find((one) => path === one || path.startsWith(one.endsWith(sep) ? one : one + sep)) ?? dirname(path);
    const file = findConfig(this.#folders.includes(path) ? path : dirname(path));
    const key = `${folder}\n${file ?? ''}`;
    const stamp = file === undefined ? '' : stampOf(file);
    const known = this.#loading.get(key);
    if (known?.stamp === stamp) return (await known.loaded).root;
    const loaded = this.#load(folder, file, this.#loaded.get(key)?.root);
    this.#loading.set(key, { stamp, loaded });
    this.#loaded.set(key, await loaded);
    return (await loaded).root;
  }

  async #load(folder: string, file: string | undefined, last: Root | undefined): Promise<Loaded> {
    const loaded = file === undefined ? { config: defaults } : await loadConfig(file, folder, vocabulary);
    if ('problems' in loaded) return { root: last, problems: loaded.problems.map((problem) => ({ ...problem, file: resolve(folder, problem.file) })) };
    return { root: await Root.of(folder, loaded.config, this.#calling), problems: [] };
  }

  /** Every configuration file that was read, absolute, with what is wrong with it. */
  problems(): ReadonlyMap<string, readonly Problem[]> {
    const found = new Map<string, readonly Problem[]>();
    for (const [key, { problems }] of this.#loaded) {
      const file = key.slice(key.indexOf('\n') + 1);
      if (file !== '' && (problems.length > 0 || !found.has(file))) found.set(file, problems);
    }
    return found;
  }

  /** The roots that are in use. */
  get roots(): readonly Root[] {
    return [...this.#loaded.values()].flatMap(({ root }) => (root ? [root] : []));
  }
}

/** Whether a path is that of a configuration file. */
export function isConfig(path: string): boolean {
  return basename(path) === configName;
}

/** What is wrong with a configuration as it stands in a buffer. */
export async function problemsOf(path: string, text: string): Promise<readonly Problem[]> {
  const parsed = await parseConfig(new SourceFile(path, text), dirname(path), dirname(path), vocabulary);
  return 'problems' in parsed ? parsed.problems : [];
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size} ${stats.ino}` : 'gone';
}
