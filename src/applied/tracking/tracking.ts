import type { Migration } from '../../project/migration.ts';
import type { ReadBytes } from '../set-files.ts';

/** One row of a runner's table: what it calls the migration, its checksum, and whether it went wrong. Every column is text. */
export interface TrackedRow {
  readonly id: string;
  readonly checksum?: string | null;
  /** A sentence; empty: it went well. */
  readonly failed?: string | null;
}

/** A migration and the folder that it stands in. */
export interface TrackedFile {
  readonly migration: Migration;
  /** The up's path, relative to the working directory. */
  readonly path: string;
  /** The set's folder. */
  readonly folder: string;
  readonly read: ReadBytes;
}

/** The table in which a runner writes down what it has applied. What the runners really do is recorded in test/real-runners/. */
export interface Tracking {
  /** Where it can stand; the first that exists counts. Without a schema: wherever the connection's search_path finds it. */
  readonly tables: readonly string[];
  /** Reads it: columns id, checksum and failed, each as text, in the order in which they were applied. */
  readonly rows: (table: string) => string;
  /** What the runner calls a migration; undefined: it does not know such ones. */
  readonly id: (file: TrackedFile) => string | undefined;
  /** Only the newest version is kept: what is not newer is applied. */
  readonly upTo?: true;
  /** Every checksum that the runner would take for this file. */
  readonly checksums?: (file: TrackedFile, bytes: Uint8Array) => readonly string[];
}

/** The number that a version says. */
export function number({ migration: { version } }: TrackedFile): string {
  return version.replace(/^0+(?=\d)/, '');
}

/** The version as the file's name writes it. */
export function version({ migration }: TrackedFile): string {
  return migration.version;
}

/** The file's name. */
export function fileName({ path }: TrackedFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name of the folder that the file stands in. */
export function folderName({ path }: TrackedFile): string {
  return path.split('/').at(-2) ?? '';
}

/** A file's text as the runners of the JavaScript world read it: a byte order mark stays. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
