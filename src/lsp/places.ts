import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Location, Position, Range } from 'vscode-languageserver';
import type { Place, SourceFile, Span } from '../source/source-file.ts';

/** The path of a file's URI, absolute; undefined for a buffer that is no file. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** @param path - absolute */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** Lines and columns from 0, in UTF-16 units. */
export function rangeOf(file: SourceFile, { start, end }: Span): Range {
  return { start: positionOf(file, start), end: positionOf(file, end) };
}

function positionOf(file: SourceFile, offset: number): Position {
  const { line, column } = file.position(offset);
  return { line: line - 1, character: column - 1 };
}

/** @param folder - absolute: what the paths of places are relative to */
export function locationOf({ file, span }: Place, folder: string): Location {
  return { uri: uriOf(resolve(folder, file.path)), range: rangeOf(file, span) };
}

/** The offset of a position; one behind the end of its line counts as that end. */
export function offsetOf(file: SourceFile, { line, character }: Position): number {
  let start = 0;
  const ends = /\r\n|\n|\r/g;
  for (let at = 0; at < line; at++) {
    if (!ends.exec(file.text)) return file.text.length;
    start = ends.lastIndex;
  }
  return start + Math.min(character, file.line(line + 1).length);
}
