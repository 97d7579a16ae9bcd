import { basename, dirname } from 'node:path';
import type { Config } from '../config/config.ts';
import { psql } from '../runners/executions.ts';
import { isSql } from '../runners/names.ts';
import plain from '../runners/plain.ts';
import { firstLine } from '../runners/sections.ts';
import type { ScriptName } from '../runners/runner.ts';
import { compareNaturally } from '../runners/order.ts';
import { dialectOfTexts } from './dialects.ts';
import type { Folder } from './folder.ts';
import type { KeptSources } from './kept-sources.ts';
import type { LeftOut, MigrationSet, Script } from './migration.ts';
import { readNames, readSet } from './migration-set.ts';
import type { Candidate, Names } from './migration-set.ts';
import type { Project } from './project.ts';
import { foreignBelow, foreignReason, recognise, recogniseAbove, settingsOf } from './recognise.ts';
import { runnerCalled } from '../runners/registry.ts';
import { targetsOf } from './targets.ts';
import { Tree } from './tree.ts';
import { mayHaveTwins, twinsOf } from './twins.ts';
import type { Overlay } from './tree.ts';

export interface DiscoverOptions {
  /** Absolute. */
  readonly cwd: string;
  /** Files, folders and globs; none: the configuration's paths, else the working directory. */
  readonly paths: readonly string[];
  readonly config: Config;
  /** Texts that stand for files, which need not exist: standard input, an editor's buffers. */
  readonly overlays?: readonly Overlay[];
  /** Leave out files that no set holds, though they are named: an editor opens many a file. */
  readonly onlySets?: boolean;
  /** What earlier searches from the same folder have read. */
  readonly kept?: KeptSources;
  /** Told now and then how many files are read. */
  readonly onProgress?: (files: number) => void;
  /** Told of each set as soon as it is what the project will hold; of those that the whole search adds to, not at all. */
  readonly onSet?: (set: MigrationSet) => void;
}

export interface Discovery extends Project {
  /** Paths that lead to nothing, each a sentence: the call was wrong. */
  readonly problems: readonly string[];
}

/**
 * Finds the migration sets that a call asks for and reads them.
 *
 * A file brings its whole set along, and `only` then says what was asked for. Never throws for what the disk holds: what
 * cannot be read is listed as `unreadable`, what is no migration as `leftOut`.
 */
export async function discover(options: DiscoverOptions): Promise<Discovery> {
  const { cwd, config } = options;
  const tree = new Tree(cwd, await ignoring(config.ignore), options.overlays, options.onProgress, options.kept);
  const named = options.paths.length > 0;
  const targets = await targetsOf(named ? options.paths : defaults(config), tree, config.ignore);
  const search = new Search(tree, config, options.onSet);
  for (const path of targets.folders) search.folder(tree.folder(path), named);
  for (const path of targets.files) search.file(tree, path);
  return { ...search.result(targets.files.size > 0, options.onlySets), problems: targets.problems };
}

function defaults(config: Config): readonly string[] {
  return config.paths.length > 0 ? config.paths : ['.'];
}

async function ignoring(globs: readonly string[]): Promise<((path: string) => boolean) | undefined> {
  if (globs.length === 0) return undefined;
  const { default: picomatch } = await import('picomatch');
  return picomatch([...globs], { dot: true });
}

/** One search: the sets found so far, and which file belongs to which. */
class Search {
  readonly #tree: Tree;
  readonly #config: Config;
  readonly #onSet: ((set: MigrationSet) => void) | undefined;
  readonly #sets = new Map<string, MigrationSet>();
  readonly #leftOut = new Map<string, string>();
  /** Displayed paths of files that some set has taken or left out. */
  readonly #claimed = new Set<string>();
  readonly #only = new Set<string>();
  /** Folders named in the call. */
  readonly #searched: string[] = [];
  /** Files named in the call that no set holds. */
  readonly #loose = new Map<Folder, string[]>();
  /** Whether a folder was asked for that is a part of a set. */
  #partial = false;

  constructor(tree: Tree, config: Config, onSet?: (set: MigrationSet) => void) {
    this.#tree = tree;
    this.#config = config;
    this.#onSet = onSet;
  }

  /** Everything in a folder and below it. */
  folder(folder: Folder, named: boolean): void {
    const above = this.#above(folder);
    if (above) {
      this.#add(above);
      this.#partial = true;
    }
    const before = this.#sets.size;
    const foreign = foreignReason(folder);
    this.#walk(folder, foreign);
    if (named && !above && this.#sets.size === before && foreign === undefined) {
      const names = folder.files.filter((name) => this.#leftOut.has(folder.display(name)));
      if (names.length > 0) this.#plain(folder, names, 'no runner is recognised: the files of a folder named in the call, in the order of their names');
    }
    this.#searched.push(folder.path);
  }

  /** One file, with the set that it belongs to. */
  file(tree: Tree, absolute: string): void {
    const path = tree.display(absolute);
    this.#only.add(path);
    if (this.#claimed.has(path)) return;
    const folder = tree.folder(absolute).parent();
    const name = absolute.slice(absolute.lastIndexOf('/') + 1);
    const reason = tree.ignores(path) ? 'the configuration ignores it' : foreignReason(folder);
    if (reason !== undefined) {
      this.#leave(path, reason);
      return;
    }
    const candidate = this.#home(folder, absolute);
    if (candidate) this.#add(candidate);
    if (this.#leftOut.has(path) || (this.#claimed.has(path) && !isUnknown(candidate, absolute))) return;
    const loose = this.#loose.get(folder);
    if (loose) loose.push(name);
    else this.#loose.set(folder, [name]);
  }

  result(someFiles: boolean, onlySets = false): Project {
    for (const [folder, names] of onlySets ? [] : this.#loose) this.#plain(folder, names, 'named in the call; no migration set holds it');
    const project = {
      sets: Array.from(this.#sets.values(), (set) => this.#withTwins(set)),
      unreadable: this.#tree.unreadable,
      leftOut: [...this.#leftOut].map(([path, reason]): LeftOut => ({ path, reason })),
    };
    return someFiles || this.#partial ? { ...project, only: this.#asked() } : project;
  }

  #asked(): ReadonlySet<string> {
    const prefixes = this.#searched.map((path) => (path === '.' ? '' : `${path}/`));
    // The set around the current folder has files above it.
    for (const path of this.#claimed) if (prefixes.some((prefix) => path.startsWith(prefix) && !path.startsWith('../', prefix.length))) this.#only.add(path);
    return this.#only;
  }

  /** Outer folders first: a set that holds folders has a claim to the files in them. */
  #walk(folder: Folder, foreign: string | undefined): void {
    let open = this.#openFiles(folder);
    // One folder of many, each with a migration, may be a set's above.
    const isTaken = folder.folders.length === 0 && open.length === 0;
    const candidate = foreign === undefined && !isTaken ? recognise(folder, this.#config) : undefined;
    if (candidate) {
      this.#add(candidate);
      open = open.filter((path) => !this.#claimed.has(path));
    }
    for (const path of open) this.#leave(path, foreign ?? 'it is in no migration set');
    for (const name of folder.folders) this.#walk(folder.folder(name), foreignBelow(name, foreign));
  }

  /** Displayed paths of the SQL files in a folder that no set has claimed. */
  #openFiles(folder: Folder): string[] {
    const open: string[] = [];
    for (const name of folder.files) {
      if (!isSql(name)) continue;
      const path = folder.display(name);
      if (!this.#claimed.has(path)) open.push(path);
    }
    return open;
  }

  /** The set that a folder asked for lies inside of. */
  #above(folder: Folder): Candidate | undefined {
    const inside = folder.files.find(isSql);
    return inside === undefined ? undefined : this.#outer(folder, `${folder.absolute}/${inside}`);
  }

  /** The set that holds a file: in one of the folders above, or in its own. @param absolute - the file's path */
  #home(folder: Folder, absolute: string): Candidate | undefined {
    return this.#outer(folder, absolute) ?? recognise(folder, this.#config);
  }

  /** The set of the highest folder above whose runner reaches down to a file. */
  #outer(folder: Folder, absolute: string): Candidate | undefined {
    let highest: Candidate | undefined;
    let at = folder;
    for (let level = 0; level < 4 && at.absolute !== '/' && !at.isRepository; level++) {
      at = at.parent();
      const candidate = recogniseAbove(at, this.#config, pathBelow(at, absolute));
      if (candidate && !isUnknown(candidate, absolute)) highest = candidate;
    }
    return highest;
  }

  #add(candidate: Candidate): void {
    const { folder } = candidate;
    if (this.#sets.has(folder.path)) return;
    const names = this.#unclaimed(folder, readNames(candidate));
    if (names.scripts.length === 0) return;
    const foreign = this.#foreign(candidate, names);
    if (foreign !== undefined) {
      for (const name of names.scripts) if (name.opaque !== true) this.#leave(folder.display(name.path), foreign);
      for (const { path, reason } of names.leftOut) this.#leave(path, reason);
      return;
    }
    for (const name of names.scripts) this.#claim(folder.display(name.path));
    for (const { path } of names.leftOut) this.#claim(path);
    this.#keep(folder.path, readSet(candidate, names, this.#besides(candidate)));
  }

  #unclaimed(folder: Folder, names: Names): Names {
    return {
      scripts: names.scripts.filter((name) => !this.#claimed.has(folder.display(name.path))),
      leftOut: names.leftOut.filter(({ path }) => !this.#claimed.has(path)),
    };
  }

  /** Why a set is another database's; the configuration's word for a runner outweighs its text. */
  #foreign({ folder, recognition, settings }: Candidate, names: Names): string | undefined {
    if (settings.runner !== undefined) return undefined;
    if (recognition.foreign !== undefined) return recognition.foreign;
    const dialect = dialectOfTexts(texts(folder, names.scripts));
    return dialect && `written for ${dialect.database}: ${dialect.shown}`;
  }

  #withTwins(set: MigrationSet): MigrationSet {
    const runner = runnerCalled(set.runner);
    const twins = runner && this.#leftOut.size > 0 ? twinsOf(set, runner, this.#leftOut.keys(), this.#tree) : [];
    return twins.length > 0 ? { ...set, twins } : set;
  }

  /** The files beside the migrations that the configuration names. */
  #besides({ settings }: Candidate): Pick<MigrationSet, 'baseline' | 'schemaFile'> {
    const baseline = this.#named(settings.schema);
    const schemaFile = this.#named(settings.schemaFile);
    return { ...(baseline ? { baseline } : {}), ...(schemaFile ? { schemaFile } : {}) };
  }

  #named(name: string | undefined): Script | undefined {
    if (name === undefined) return undefined;
    const { absolute } = this.#tree.folder(name);
    const file = this.#tree.folder(dirname(absolute)).read(basename(absolute));
    if (!file) return undefined;
    this.#claim(file.path);
    return { file, span: { start: 0, end: file.text.length }, direction: 'up', execution: psql, heading: { file, span: firstLine(file.text) } };
  }

  /** Files that no runner knows, as a set in the order of their names. */
  #plain(folder: Folder, names: readonly string[], evidence: string): void {
    const scripts = names.toSorted(compareNaturally).map((path): ScriptName => ({ path, version: path.replace(/\.\w+$/, ''), name: '', direction: 'up' }));
    const candidate = { folder, runner: plain, recognition: { strength: 0, evidence }, settings: settingsOf(folder, this.#config) };
    const foreign = this.#foreign(candidate, { scripts, leftOut: [] });
    if (foreign !== undefined) {
      for (const name of names) this.#leftOut.set(folder.display(name), foreign);
      return;
    }
    for (const name of names) this.#claim(folder.display(name));
    const key = this.#sets.has(folder.path) ? `${folder.path}/${names[0] ?? ''}` : folder.path;
    this.#keep(key, { ...readSet(candidate, { scripts, leftOut: [] }, this.#besides(candidate)), downs: candidate.settings.downs ?? 'none' });
  }

  /** From the second set on, each knows that there are others. */
  #keep(key: string, set: MigrationSet): void {
    if (this.#sets.size === 1) for (const [path, first] of this.#sets) this.#finish(path, first);
    if (this.#sets.size === 0) this.#sets.set(key, set);
    else this.#finish(key, set);
  }

  #finish(key: string, set: MigrationSet): void {
    const finished: MigrationSet = { ...set, hasOthers: true };
    this.#sets.set(key, finished);
    const runner = runnerCalled(set.runner);
    if (this.#onSet && runner && !mayHaveTwins(set, runner)) this.#onSet(finished);
  }

  #claim(path: string): void {
    this.#claimed.add(path);
    if (this.#leftOut.size > 0) this.#leftOut.delete(path);
  }

  #leave(path: string, reason: string): void {
    if (!this.#claimed.has(path) && !this.#leftOut.has(path)) this.#leftOut.set(path, reason);
  }
}

/** Whether a set's runner does not know such names at all, so that it gives no reason of its own to leave a file out. */
function isUnknown(candidate: Candidate | undefined, absolute: string): boolean {
  if (!candidate) return true;
  const { folder, runner } = candidate;
  return runner.history(folder).read(pathBelow(folder, absolute)) === undefined;
}

/** An absolute path as seen from a folder: what is displayed does not tell it where the folder is above the current one. */
function pathBelow({ absolute: folder }: Folder, absolute: string): string {
  return absolute.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}

function* texts(folder: Folder, scripts: readonly ScriptName[]): Iterable<string> {
  for (const name of scripts) {
    const text = name.opaque === true || name.direction === 'down' ? undefined : folder.read(name.path)?.text;
    if (text !== undefined) yield text;
  }
}
