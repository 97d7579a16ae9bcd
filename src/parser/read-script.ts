import type { Script } from '../project/migration.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { split } from '../source/split.ts';
import { lexeme, nextToken } from '../source/tokens.ts';
import { offsets } from './offsets.ts';
import { parseSql, type GrammarError, type RawStatement } from './postgres-grammar.ts';
import type { ParsedScript, Statement, SyntaxError } from './statement.ts';

/** What has been read so far of a script. */
interface Reading {
  readonly file: SourceFile;
  readonly statements: Statement[];
  readonly errors: SyntaxError[];
}

/** Texts longer than this are cut first, so that one tree at a time is in memory. */
const batch = 1 << 18;

/**
 * Reads a script with PostgreSQL's grammar. One statement that cannot be read costs only itself. {@link loadGrammar}
 * must have been awaited; nothing in the text makes it throw.
 */
export function readScript(script: Script): ParsedScript {
  const reading: Reading = { file: script.file, statements: [], errors: [] };
  const text = script.file.text.slice(script.span.start, script.span.end);
  if (text.length > batch || !accept(reading, text, script.span.start)) {
    for (const chunk of script.chunks ?? [script.span]) readChunk(reading, chunk);
  }
  return { statements: reading.statements, errors: reading.errors, standIns: 0 };
}

function accept(reading: Reading, text: string, base: number): boolean {
  const tree = parseSql(text);
  if ('error' in tree) return false;
  enter(reading, text, base, tree.statements);
  return true;
}

function enter({ file, statements }: Reading, text: string, base: number, raw: readonly RawStatement[]): void {
  if (raw.length === 0) return;
  const isAscii = Buffer.byteLength(text) === text.length;
  const offset = offsets(text, base, isAscii);
  for (const { node, location, length } of raw) {
    const from = offset(location) - base;
    const to = length === 0 ? text.length : offset(location + length) - base;
    const span = trim(text, from, to);
    statements.push({ file, span: { start: base + span.start, end: base + span.end }, node, offset });
  }
}

function readChunk(reading: Reading, chunk: Span): void {
  const text = reading.file.text.slice(chunk.start, chunk.end);
  for (const piece of split(text)) {
    const own = text.slice(piece.start, piece.end);
    const base = chunk.start + piece.start;
    const tree = parseSql(own);
    if ('error' in tree) reading.errors.push(syntaxError(own, base, tree.error));
    else enter(reading, own, base, tree.statements);
  }
}

function syntaxError(text: string, base: number, { message, position }: GrammarError): SyntaxError {
  const at = position ?? 0;
  const found = lexeme(text, at) ?? { start: Math.max(0, text.length - 1), end: text.length };
  return {
    message,
    span: { start: base + found.start, end: base + found.end },
    statement: { start: base, end: base + text.length },
  };
}

/** The span without blanks and comments around it. */
function trim(text: string, from: number, to: number): Span {
  const start = nextToken(text, from, to)?.start ?? to;
  let end = to;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  const lastLine = text.slice(Math.max(start, text.lastIndexOf('\n', end - 1)), end);
  if (!lastLine.includes('--') && !lastLine.endsWith('*/')) return { start, end };
  let last = start;
  for (let token = nextToken(text, start, end); token; token = nextToken(text, token.end, end)) last = token.end;
  return { start, end: last };
}
