import type { Operation } from '../operations/operation.ts';
import type { Names } from '../operations/names.ts';
import type { Statement } from '../parser/statement.ts';
import type { Catalog } from '../schema/catalog.ts';
import type { Buffer, Root } from './root.ts';

/** A statement of a buffer, and what it meets. The catalog goes on after this: it is asked at once. */
export interface Met {
  readonly statement: Statement;
  readonly operations: readonly Operation[];
  readonly before: Catalog;
  readonly names: Names;
}

/** Asks something of the statement at an offset; undefined where there is none, or the history is not known yet. */
export function atStatement<T>(root: Root, buffer: Buffer, offset: number, ask: (met: Met) => T): T | undefined {
  let answer: T | undefined;
  root.walk(buffer, (statement, operations, replay) => {
    const { start, end } = statement.span;
    if (offset < start || offset > end || statement.file.text !== buffer.text) return;
    answer = ask({ statement, operations, before: replay.catalog, names: replay.names() });
  });
  return answer;
}
