import { dirname } from 'node:path';
import type { Listing, Tree } from './tree.ts';
import type { SourceFile } from '../source/source-file.ts';
import { isUp } from '../runners/names.ts';
import { isDigit } from '../source/tokens.ts';
import { foreignDialect } from './dialects.ts';

/** How far up a project's manifest is looked for where no repository ends the way. */
const highest = 8;

/** A folder as the runners see it. What it holds is looked up when asked for. */
export class Folder {
  /** Relative to the working directory, with `/`; `.` for the working directory itself. */
  readonly path: string;
  /** With `/`. */
  readonly absolute: string;
  readonly #tree: Tree;
  /** What is looked up is kept. Many folders hold one file and are asked for little. */
  #folders: Map<string, Folder> | undefined;
  #sources: Map<string, SourceFile | undefined> | undefined;
  #displayed: Map<string, string> | undefined;
  #listing: Listing | undefined;
  #names: readonly string[] | undefined;
  #scripts: readonly string[] | undefined;
  #counted: readonly string[] | undefined;
  #numbered: readonly string[] | undefined;
  #parent: Folder | undefined;
  #isRepository: boolean | undefined;
  #below: readonly string[] | undefined;
  /** What was looked for here and above. */
  #manifests: Map<string, string | undefined> | undefined;

  constructor(tree: Tree, path: string, absolute: string, parent?: Folder) {
    this.#tree = tree;
    this.path = path;
    this.absolute = absolute;
    this.#parent = parent;
  }

  /** The last part of the path. */
  get name(): string {
    return this.absolute.slice(this.absolute.lastIndexOf('/') + 1);
  }

  /** Names of all that is in it, of whatever kind: to read them costs less than to list it. */
  get names(): readonly string[] {
    return (this.#names ??= this.#tree.names(this.absolute));
  }

  /** Names of the files in it, in byte order. */
  get files(): readonly string[] {
    return (this.#listing ??= this.#tree.list(this.absolute)).files;
  }

  /** Names of the folders in it that can hold migrations. */
  get folders(): readonly string[] {
    return (this.#listing ??= this.#tree.list(this.absolute)).folders;
  }

  /** Names of the SQL files that start with a digit and do not say up or down: what may hold a runner's directives. */
  get numbered(): readonly string[] {
    return (this.#numbered ??= this.files.filter((name) => isDigit(name.charCodeAt(0)) && name.slice(-4).toLowerCase() === '.sql' && !isUp(name) && !name.endsWith('.down.sql')));
  }

  /** Names of the files that end in `.sql`. */
  get scripts(): readonly string[] {
    return (this.#scripts ??= this.files.filter((name) => name.endsWith('.sql')));
  }

  /** Names of the files called `NUMBER_name.sql`. */
  get counted(): readonly string[] {
    return (this.#counted ??= this.scripts.filter(isCounted));
  }

  /** @param name - of a folder in it, or a path below it */
  folder(name: string): Folder {
    const known = this.#folders?.get(name);
    if (known) return known;
    const made = this.#tree.at(join(this.absolute, name), this.#shown(name), name.includes('/') ? undefined : this);
    (this.#folders ??= new Map<string, Folder>()).set(name, made);
    return made;
  }

  /** The folder that it stands in. */
  parent(): Folder {
    return (this.#parent ??= this.#tree.folder(dirname(this.absolute)));
  }

  get isRepository(): boolean {
    return (this.#isRepository ??= this.#holds('.git'));
  }

  has(name: string): boolean {
    return this.files.includes(name);
  }

  /** Whether a folder so called is in it. */
  hasFolder(name: string): boolean {
    return this.folders.includes(name);
  }

  /** Paths of the files in it and below, relative to it; folders of other databases left out. */
  below(): readonly string[] {
    return (this.#below ??= this.#filesBelow());
  }

  #filesBelow(): readonly string[] {
    const found = [...this.files];
    for (const name of this.folders) {
      if (foreignDialect(name)) continue;
      for (const path of this.folder(name).below()) found.push(`${name}/${path}`);
    }
    return found;
  }

  /** A file's text; undefined where it cannot be read, which the project's list of unreadable files then says. */
  read(path: string): SourceFile | undefined {
    const sources = (this.#sources ??= new Map<string, SourceFile | undefined>());
    const known = sources.get(path);
    if (known || sources.has(path)) return known;
    const slash = path.lastIndexOf('/');
    const source = slash === -1 ? this.#tree.read(join(this.absolute, path), this.display(path)) : this.folder(path.slice(0, slash)).read(path.slice(slash + 1));
    sources.set(path, source);
    return source;
  }

  /** The path that reports show. It is asked for again and again, and to put it together costs more than to find it. */
  display(path: string): string {
    if (this.path === '.') return path;
    const displayed = (this.#displayed ??= new Map<string, string>());
    const known = displayed.get(path);
    if (known !== undefined) return known;
    const made = this.#shown(path);
    displayed.set(path, made);
    return made;
  }

  /** What is below a folder above the current one may be the current one, or below that. */
  #shown(path: string): string {
    return this.path.startsWith('..') ? this.#tree.display(join(this.absolute, path)) : join(this.path, path);
  }

  /** The text of a file that is no SQL, such as a journal; undefined where there is none. */
  text(path: string): string | undefined {
    // Most are not there, and an exception costs ten times the question.
    return this.#holds(path) ? this.#tree.text(join(this.absolute, path)) : undefined;
  }

  /** Whether there is something of that name: what is listed anyway is not asked for again. @param path - in it or below it */
  #holds(path: string): boolean {
    const slash = path.indexOf('/');
    if (!this.#listing) return slash === -1 && this.#names ? this.#names.includes(path) : this.#tree.exists(join(this.absolute, path));
    const { files, folders, others } = this.#listing;
    if (slash === -1) return files.includes(path) || folders.includes(path) || others.includes(path);
    const first = path.slice(0, slash);
    return (folders.includes(first) || others.includes(first)) && this.#tree.exists(join(this.absolute, path));
  }

  /** How many of the files hold something. The files of a set are read later anyway. */
  count(files: readonly string[], holds: (text: string) => boolean): number {
    let count = 0;
    for (const file of files) {
      const source = this.read(file);
      if (source && holds(source.text)) count++;
    }
    return count;
  }

  /**
   * The nearest file of the project that names a dependency, in this folder or above it.
   *
   * @returns the file's name, such as `Cargo.toml`, or undefined
   */
  dependency(manifest: string, word: string): string | undefined {
    return this.manifest(manifest)?.includes(word) === true ? manifest : undefined;
  }

  /** The text of the nearest file of that name, in this folder or above it. @param levels - how far up */
  manifest(name: string, levels = highest): string | undefined {
    const known = (this.#manifests ??= new Map<string, string | undefined>()).get(name);
    if (known !== undefined || this.#manifests.has(name)) return known;
    const text = this.text(name) ?? (levels === 0 || this.isRepository || this.parent() === this ? undefined : this.parent().manifest(name, levels - 1));
    this.#manifests.set(name, text);
    return text;
  }
}

function isCounted(name: string): boolean {
  let at = 0;
  while (isDigit(name.charCodeAt(at))) at++;
  return at > 0 && name.charCodeAt(at) === 95;
}

function join(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
