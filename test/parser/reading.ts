import { readFileSync } from 'node:fs';
import { readScript } from '../../src/parser/read-script.ts';
import type { ParsedScript } from '../../src/parser/statement.ts';
import type { Script } from '../../src/project/migration.ts';
import { SourceFile, type Span } from '../../src/source/source-file.ts';

/** A script that is a whole file, or the part of one between two offsets. */
export function scriptOf(text: string, span: Span = { start: 0, end: text.length }, chunks?: readonly Span[]): Script {
  const file = new SourceFile('script.sql', text);
  return {
    file,
    span,
    direction: 'up',
    execution: { wrap: 'none', send: 'statements', session: 'kept' },
    ...(chunks ? { chunks } : {}),
    heading: { file, span: { start: 0, end: 0 } },
  };
}

export function read(text: string): ParsedScript {
  return readScript(scriptOf(text));
}

export function words(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The texts of a script's statements. */
export function statementsOf(text: string): string[] {
  return read(text).statements.map(({ span }) => words(text, span));
}

/** The errors of a script: message, the words stumbled over, the statement lost. */
export function errorsOf(text: string): (readonly [string, string, string])[] {
  return read(text).errors.map(({ message, span, statement }) => [message, words(text, span), words(text, statement)]);
}

export function fixture(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
