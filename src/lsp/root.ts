import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AppliedSets } from '../applied/read-applied.ts';
import type { Baseline } from '../baseline/baseline.ts';
import type { Config } from '../config/config.ts';
import type { Finding } from '../judge/finding.ts';
import type { Run } from '../judge/judge-set.ts';
import type { Result } from '../judge/result.ts';
import type { Discovery } from '../project/discover.ts';
import type { MigrationSet } from '../project/migration.ts';
import type { Overlay } from '../project/tree.ts';
import type { Calling } from './configurations.ts';
import { appliedOf, decode, discover, findRepository, KeptJudging, KeptSources, lint, readApplied, realFolder, Rereader, SourceFile, Superseded, Tree } from './parts.ts';
import type { Rereader as RereaderType } from '../project/reread.ts';

/** What somebody has open: the text counts, whatever stands on the disk. */
export interface Buffer {
  /** Absolute. */
  readonly path: string;
  /** Without byte order mark. */
  readonly text: string;
}

/** What is known once everything has been read and judged. */
interface Settled {
  readonly project: Discovery;
  readonly known: AppliedSets;
  readonly baseline: Baseline | undefined;
  readonly result: Result;
  readonly readers: Map<string, RereaderType>;
}

/** A file as it is typed: the set that it makes, with what is applied of it. */
interface Typed {
  readonly set: MigrationSet;
  readonly path: string;
}

/** What a settled root finds wrong beside the findings. */
export interface Trouble {
  /** Sentences for the user. */
  readonly messages: readonly string[];
}

/** How a root is asked to settle. */
export interface Settling {
  readonly buffers: readonly Buffer[];
  /** Search the whole folder, as a call without paths does. */
  readonly whole: boolean;
  /** Ask anew what is applied: something else than the text of a pending migration may have changed. */
  readonly asksApplied: boolean;
}

/** A workspace folder under one configuration: what one run of the command line would be. */
export class Root {
  /** Absolute; paths of findings are relative to it. */
  readonly folder: string;
  readonly config: Config;
  readonly #judging: KeptJudging;
  readonly #calling: Calling;
  readonly #sources = new KeptSources();
  #settled: Settled | undefined;
  #stamp = '';
  #turn = 0;

  private constructor(folder: string, config: Config, judging: KeptJudging, calling: Calling) {
    this.folder = folder;
    this.config = config;
    this.#judging = judging;
    this.#calling = calling;
  }

  static async of(folder: string, config: Config, calling: Calling): Promise<Root> {
    return new Root(folder, config, await KeptJudging.of(config), calling);
  }

  /** What a call of the command line in this folder names. */
  #named(): readonly string[] {
    return this.config.paths.length > 0 ? this.config.paths : ['.'];
  }

  /**
   * Reads and judges all of the sets that the buffers belong to.
   *
   * @returns whether this came to its end: undefined where a later call has taken its place
   */
  async settle({ buffers, whole, asksApplied }: Settling): Promise<Trouble | undefined> {
    const turn = ++this.#turn;
    const overlays = buffers.flatMap((buffer) => overlayOf(buffer));
    const paths = whole ? this.#named() : buffers.map(({ path }) => path);
    const project = await discover({ cwd: this.folder, paths, config: this.config, overlays, kept: this.#sources, onlySets: true });
    if (turn !== this.#turn) return undefined;
    const known = await this.#applied(project, overlays, asksApplied);
    if (turn !== this.#turn) return undefined;
    const { applied, chains, problems } = known;
    const refusals = [...known.refusals];
    const baseline = await this.#calling.baselineFor(this.config, this.folder).catch((error: unknown) => {
      refusals.push(error instanceof Error ? error.message : String(error));
      return undefined;
    });
    if (turn !== this.#turn) return undefined;
    if (problems.length + refusals.length > 0) {
      // As on the command line: nobody knows what is pending, so nothing is judged.
      this.#settled = undefined;
      return { messages: [...problems.map(({ file, line, message }) => `${file}:${line}: ${message}`), ...refusals] };
    }
    try {
      const result = await lint({ ...project, sets: project.sets }, { config: this.#now(), applied, chains, share: this.#judging.share, ...(baseline ? { baseline } : {}) });
      if (turn !== this.#turn) return undefined;
      this.#settled = { project, known, baseline, result, readers: new Map() };
      return { messages: result.bugs.map(({ rule, file, line, message }) => `a bug in the rule ${rule}, at ${file}:${line}: ${message}`) };
    } catch (error) {
      if (error instanceof Superseded) return undefined;
      throw error;
    }
  }

  /** Everything that was found when this settled last. */
  get result(): Result | undefined {
    return this.#settled?.result;
  }

  /** The folders of the sets, absolute. */
  get sets(): readonly string[] {
    return this.#settled?.project.sets.map(({ path }) => resolve(this.folder, path)) ?? [];
  }

  /** The path that findings carry. */
  shown(absolute: string): string {
    return new Tree(this.folder).display(absolute.replaceAll('\\', '/'));
  }

  /** What is found in a file as it stands in a buffer; undefined before the history before it has been judged. */
  async typed(buffer: Buffer): Promise<readonly Finding[] | undefined> {
    const typed = this.#typed(buffer);
    if (!typed || !this.#settled) return undefined;
    const { set, path } = typed;
    const { known: { applied, chains }, baseline } = this.#settled;
    const project = { sets: [set], unreadable: [], leftOut: [], only: new Set([path]) };
    return (await lint(project, { config: this.#now(), applied, chains, share: this.#judging.shareFile(path), ...(baseline ? { baseline } : {}) })).findings;
  }

  /** Walks through the statements of a buffer, each with the schema that it meets; false where that is not known yet. */
  walk(buffer: Buffer, onStatement: NonNullable<Run['onStatement']>): boolean {
    const typed = this.#typed(buffer);
    if (!typed) return false;
    const { set, path } = typed;
    this.#judging.walk({ set, applied: appliedOf(set, this.#settled?.known.applied.get(set.path)) }, path, onStatement);
    return true;
  }

  #typed({ path: absolute, text }: Buffer): Typed | undefined {
    const path = this.shown(absolute);
    const settled = this.#settled;
    const set = settled?.project.sets.find(({ migrations }) => migrations.some(({ up, down }) => up?.file.path === path || down?.file.path === path));
    if (!settled || !set) return undefined;
    let reader = settled.readers.get(set.path);
    if (!reader) settled.readers.set(set.path, (reader = new Rereader(set, new Tree(this.folder, undefined, [], undefined, this.#sources), this.config)));
    const typed = reader.withText(new SourceFile(path, text));
    return typed && this.#judging.canJudge(typed, path) ? { set: typed, path } : undefined;
  }

  #now(): Config {
    return { ...this.config, now: Date.now() };
  }

  /** Asking costs a few processes and the reading of every applied file: done where the answer may be another one. */
  async #applied({ sets }: Discovery, overlays: readonly Overlay[], always: boolean): Promise<AppliedSets> {
    const last = this.#settled?.known;
    const edited = overlays.filter(({ path }) => [...(last?.applied.values() ?? [])].some((applied) => applied.has(this.shown(path))));
    const stamp = JSON.stringify([sets.map(({ path, migrations }) => [path, migrations.length]), edited, ...new Set(sets.map(({ path }) => repositoryStamp(resolve(this.folder, path))))]);
    if (last && !always && stamp === this.#stamp) return last;
    this.#stamp = stamp;
    return readApplied(sets, this.folder, { ...this.#calling.requestFor(this.config), overlays });
  }
}

/** The text of a buffer where the disk has another one, with the byte order mark that the disk has. */
function overlayOf({ path, text }: Buffer): readonly Overlay[] {
  try {
    const bytes = readFileSync(path);
    const decoded = decode(bytes);
    if ('text' in decoded && decoded.text === text) return [];
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : '';
    return [{ path, text: mark + text }];
  } catch {
    return [{ path, text }];
  }
}

/** What changes when a commit is made, another one is checked out, or something is fetched. */
function repositoryStamp(folder: string): string {
  const repository = findRepository(realFolder(folder));
  if (!repository) return '';
  const { gitDir, commonDir } = repository;
  const files = [join(gitDir, 'HEAD'), join(gitDir, 'logs', 'HEAD'), join(commonDir, 'packed-refs'), join(commonDir, 'FETCH_HEAD'), join(commonDir, 'refs', 'heads'), join(commonDir, 'refs', 'remotes', 'origin')];
  return files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join(' ');
}
