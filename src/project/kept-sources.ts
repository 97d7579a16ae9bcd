import { statSync } from 'node:fs';
import type { SourceFile } from '../source/source-file.ts';

interface Kept {
  readonly source: SourceFile;
  readonly stamp: string;
}

/** Files as earlier searches have read them, as long as the disk still has them so. Their paths are relative to one folder. */
export class KeptSources {
  readonly #files = new Map<string, Kept>();

  /** @returns undefined where the file was never read, or has changed since */
  get(absolute: string): SourceFile | undefined {
    const kept = this.#files.get(absolute);
    if (!kept) return undefined;
    if (kept.stamp === stampOf(absolute)) return kept.source;
    this.#files.delete(absolute);
    return undefined;
  }

  keep(absolute: string, source: SourceFile): void {
    const stamp = stampOf(absolute);
    if (stamp !== undefined) this.#files.set(absolute, { source, stamp });
  }
}

/** What changes when somebody writes a file; undefined where there is none. */
function stampOf(path: string): string | undefined {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
  } catch {
    return undefined;
  }
}
