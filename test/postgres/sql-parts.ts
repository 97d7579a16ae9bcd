import { readFileSync } from 'node:fs';
import { lower } from '../../src/operations/lower.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { readScript } from '../../src/parser/read-script.ts';
import { psql } from '../../src/runners/executions.ts';
import { Replay } from '../../src/schema/replay.ts';
import { SourceFile } from '../../src/source/source-file.ts';

/** A statement of a test's SQL file: its text, and what it is lowered to. */
export interface Case {
  readonly sql: string;
  readonly operations: readonly Operation[];
}

/** The statements of a SQL file beside the tests, by the comment lines that divide it; '' for what stands before the first. */
export function sqlParts(name: string, marks: readonly string[]): ReadonlyMap<string, readonly Case[]> {
  const file = new SourceFile(name, readFileSync(new URL(name, import.meta.url), 'utf8'));
  const whole = { start: 0, end: file.text.length };
  const { statements } = readScript({ file, span: whole, direction: 'up', execution: psql, heading: { file, span: whole } });
  const names = new Replay().names();
  const starts = marks.map((mark) => ({ mark, at: file.text.indexOf(`\n-- ${mark}\n`) }));
  const parts = new Map<string, Case[]>(['', ...marks].map((mark) => [mark, []]));
  for (const statement of statements) {
    const { start, end } = statement.span;
    const part = starts.findLast(({ at }) => at < start)?.mark ?? '';
    parts.get(part)?.push({ sql: file.text.slice(start, end), operations: lower(statement, names) });
  }
  return parts;
}
