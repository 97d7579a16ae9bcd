import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { decode } from '../source/decode.ts';
import type { KeptSources } from './kept-sources.ts';
import { SourceFile } from '../source/source-file.ts';
import { Folder } from './folder.ts';
import type { Unreadable } from './migration.ts';

export interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** What is there too, and no part of what is looked at. */
  readonly others: readonly string[];
}

/** A file whose text is not, or not yet, on the disk: standard input, an editor's buffer, what is staged. */
export interface Overlay {
  readonly path: string;
  /** `undefined`: the file, or folder, counts as not there. */
  readonly text: string | undefined;
}

/** Folders that hold no migrations of this project, whatever is in them. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn', 'vendor', 'target', 'dist']);
/** One object for all files: Node copies a string's defaults each time. */
const asText = { encoding: 'utf8', flag: 'r' } as const;

/**
 * The part of the file system that a run looks at: every folder is listed and every file read at most once, and what
 * cannot be read is written down.
 */
export class Tree {
  readonly cwd: string;
  readonly unreadable: Unreadable[] = [];
  readonly #folders = new Map<string, Folder>();
  #filesRead = 0;
  readonly #followed = new Set<string>();
  readonly #ignores: ((path: string) => boolean) | undefined;
  /** By absolute path. */
  readonly #overlays = new Map<string, string>();
  readonly #gone = new Set<string>();
  readonly #kept: KeptSources | undefined;
  readonly #onRead: ((files: number) => void) | undefined;

  /**
   * @param cwd - absolute
   * @param ignores - whether a path relative to `cwd` is to be left alone
   * @param overlays - their paths relative to `cwd` or absolute
   * @param kept - what earlier trees have read
   */
  constructor(cwd: string, ignores?: (path: string) => boolean, overlays: readonly Overlay[] = [], onRead?: (files: number) => void, kept?: KeptSources) {
    this.cwd = cwd;
    this.#ignores = ignores;
    for (const { path, text } of overlays) {
      const absolute = slashed(resolve(cwd, path));
      if (text === undefined) this.#gone.add(absolute);
      else this.#overlays.set(absolute, text.replace(/^\uFEFF/, ''));
    }
    this.#kept = kept;
    this.#onRead = onRead;
  }

  /** Whether the configuration leaves a path alone. */
  ignores(path: string): boolean {
    return this.#ignores?.(path) === true;
  }

  /** @param path - absolute, or relative to the working directory */
  folder(path: string): Folder {
    const absolute = slashed(resolve(this.cwd, path));
    return this.at(absolute, this.display(absolute));
  }

  /** The one Folder of a place, so that it is listed once, and each of its files read once. */
  at(absolute: string, display: string, parent?: Folder): Folder {
    const known = this.#folders.get(absolute);
    if (known) return known;
    const made = new Folder(this, display, absolute, parent);
    this.#folders.set(absolute, made);
    return made;
  }

  display(absolute: string): string {
    const path = slashed(relative(this.cwd, absolute));
    return path === '' ? '.' : path;
  }

  kind(path: string): 'file' | 'folder' | undefined {
    const absolute = slashed(resolve(this.cwd, path));
    if (this.#overlays.has(absolute)) return 'file';
    if (this.#isGone(absolute)) return undefined;
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return 'folder';
    if (stats) return 'file';
    return this.#holdsOverlay(absolute) ? 'folder' : undefined;
  }

  /** Reads a file; its Folder keeps it. */
  read(absolute: string, display: string): SourceFile | undefined {
    const overlay = this.#overlays.size === 0 ? undefined : this.#overlays.get(absolute);
    const source = overlay === undefined ? this.#kept?.get(absolute) ?? this.#readFile(absolute, display) : new SourceFile(display, overlay);
    this.#filesRead++;
    if (this.#onRead && this.#filesRead % 256 === 0) this.#onRead(this.#filesRead);
    return source;
  }

  #readFile(absolute: string, display: string): SourceFile | undefined {
    const text = this.#decoded(absolute, display);
    if (text === undefined) return undefined;
    const source = new SourceFile(display, text);
    this.#kept?.keep(absolute, source);
    return source;
  }

  exists(absolute: string): boolean {
    return this.#overlays.has(absolute) || existsSync(absolute);
  }

  /** The text of a file that is no migration, such as a manifest. */
  text(absolute: string): string | undefined {
    const overlay = this.#overlays.size === 0 ? undefined : this.#overlays.get(absolute);
    if (overlay !== undefined) return overlay;
    if (this.#isGone(absolute)) return undefined;
    try {
      return readFileSync(absolute, 'utf8');
    } catch {
      return undefined;
    }
  }

  #decoded(absolute: string, display: string): string | undefined {
    try {
      // Reading as UTF-8 outright is faster by a third; what may not have been UTF-8 is read again as bytes.
      const text = readFileSync(absolute, asText);
      if (text.charCodeAt(0) !== 0xfeff && !text.includes('\ufffd') && !text.includes('\0')) return text;
      const decoded = decode(readFileSync(absolute));
      if ('text' in decoded) return decoded.text;
      this.unreadable.push({ file: display, line: decoded.line, column: decoded.column, message: `This file is ${decoded.problem}.` });
    } catch (error) {
      this.#refuse(display, `This file cannot be read: ${reason(error)}.`);
    }
    return undefined;
  }

  #refuse(file: string, message: string): void {
    this.unreadable.push({ file, line: 1, column: 1, message });
  }

  /** What a folder holds; Folder keeps it. */
  list(absolute: string): Listing {
    const files: string[] = [];
    const folders: string[] = [];
    const others: string[] = [];
    for (const entry of this.#entries(absolute)) {
      const { name } = entry;
      const kind = this.#kindOf(entry, absolute);
      if (kind === undefined || this.#isIgnored(absolute, name) || this.#isHidden(absolute, name)) others.push(name);
      else if (kind === 'file') files.push(name);
      else if (skipped.has(name)) others.push(name);
      else folders.push(name);
    }
    this.#addOverlays(absolute, files, folders);
    return { files: files.sort(), folders: folders.sort(), others };
  }

  /** Names of all that a folder holds; none where it cannot be read. */
  names(absolute: string): readonly string[] {
    const names = namesIn(absolute);
    this.#addOverlays(absolute, names, names);
    return names;
  }

  #isHidden(folder: string, name: string): boolean {
    return this.#gone.size > 0 && this.#gone.has(`${folder}/${name}`);
  }

  #isIgnored(folder: string, name: string): boolean {
    return this.#ignores !== undefined && this.#ignores(this.display(`${folder}/${name}`));
  }

  #entries(absolute: string): readonly Dirent[] {
    try {
      return readdirSync(absolute, { withFileTypes: true });
    } catch (error) {
      if (!this.#holdsOverlay(absolute)) this.#refuse(this.display(absolute), `This folder cannot be read: ${reason(error)}.`);
      return [];
    }
  }

  #kindOf(entry: Dirent, folder: string): 'file' | 'folder' | undefined {
    if (entry.isFile()) return 'file';
    if (entry.isDirectory()) return 'folder';
    return entry.isSymbolicLink() ? this.#linked(`${folder}/${entry.name}`, folder) : undefined;
  }

  /** A link to a folder is followed once, and never to where it comes from. */
  #linked(path: string, from: string): 'file' | 'folder' | undefined {
    try {
      if (!statSync(path).isDirectory()) return 'file';
      const real = realpathSync(path);
      const here = realpathSync(from);
      if (here === real || here.startsWith(real + sep) || this.#followed.has(real)) return undefined;
      this.#followed.add(real);
      return 'folder';
    } catch (error) {
      if (path.endsWith('.sql')) this.#refuse(this.display(path), `This symbolic link leads nowhere: ${reason(error)}.`);
      return undefined;
    }
  }

  #isGone(absolute: string): boolean {
    if (this.#gone.size === 0) return false;
    for (let at = absolute; at.length > 1; at = at.slice(0, at.lastIndexOf('/'))) if (this.#gone.has(at)) return true;
    return false;
  }

  #holdsOverlay(absolute: string): boolean {
    for (const path of this.#overlays.keys()) if (path.startsWith(`${absolute}/`)) return true;
    return false;
  }

  #addOverlays(absolute: string, files: string[], folders: string[]): void {
    for (const path of this.#overlays.keys()) {
      if (!path.startsWith(`${absolute}/`)) continue;
      const rest = path.slice(absolute.length + 1);
      const slash = rest.indexOf('/');
      const [list, name] = slash === -1 ? [files, rest] : [folders, rest.slice(0, slash)];
      if (!list.includes(name)) list.push(name);
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a path leads to a folder; one that nobody may follow does not. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** Windows' separators as `/`. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links go round in a circle',
  ENOENT: 'what it points to does not exist',
  EMFILE: 'too many files are open',
  EISDIR: 'it is a folder',
  ERR_STRING_TOO_LONG: 'it is larger than 512 MB',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
};

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return reasons[code] ?? error.message;
}
