import { Buffer } from 'node:buffer';
import type { Script } from '../project/migration.ts';
import type { SourceFile } from '../source/source-file.ts';
import { split, type Piece } from '../source/split.ts';
import { standIn } from '../source/stand-ins.ts';
import { nextToken } from '../source/tokens.ts';
import { offsets } from './offsets.ts';
import { parseSql, type GrammarError, type RawStatement } from './postgres-grammar.ts';
import type { ParsedScript, Statement, SyntaxError, Unresolved } from './statement.ts';
import { resumption, syntaxError } from './syntax-error.ts';

/** What has been read so far of a script. */
interface Reading {
  readonly file: SourceFile;
  readonly statements: Statement[];
  readonly errors: SyntaxError[];
  readonly unresolved: Unresolved[];
  standIns: number;
  /** How often a string or dollar quote that never closes may still be given up and the rest read anew. */
  resumptions: number;
}

/** A part of the script's text, placeholders perhaps replaced, and where it starts in the file. */
interface Part {
  readonly text: string;
  readonly base: number;
}

/** Longer texts are cut first and parsed in parts of about this length: so the trees of few statements are made at once. */
const longText = 1 << 18;

/**
 * Reads a script with PostgreSQL's grammar: in one go where the grammar takes it whole, else with words in the place of
 * template text and psql's variables, else statement by statement, so that one that cannot be read costs only itself.
 * {@link loadGrammar} must have been awaited; nothing in the text makes this throw.
 */
export function readScript(script: Script): ParsedScript {
  const { file, span, chunks } = script;
  const reading: Reading = { file, statements: [], errors: [], unresolved: [], standIns: 0, resumptions: 100 };
  const text = file.text.slice(span.start, span.end);
  if (text.length > longText || !accepts(reading, { text, base: span.start })) {
    const stood = text.length > longText ? text : replaced(reading, text, span.start);
    if (stood === text || !accepts(reading, { text: stood, base: span.start })) {
      for (const chunk of chunks ?? [span]) {
        readPart(reading, { text: stood.slice(chunk.start - span.start, chunk.end - span.start), base: chunk.start });
      }
    }
  }
  const { statements, errors, standIns, unresolved } = reading;
  return unresolved.length === 0 ? { statements, errors, standIns } : { statements, errors, standIns, unresolved };
}

/** The text with words in the place of placeholders, which are counted. */
function replaced(reading: Reading, text: string, base: number): string {
  const stood = standIn(text);
  if (!stood) return text;
  reading.standIns += stood.standIns.length;
  for (const { start, end } of stood.unresolved) {
    const message = `the template ${text.slice(start, end)} stands for statements that only its program knows`;
    reading.unresolved.push({ message, span: { start: base + start, end: base + end } });
  }
  return stood.text;
}

function accepts(reading: Reading, part: Part): boolean {
  return refusal(reading, part) === undefined;
}

/** Reads a part; what it gives back is why it could not. */
function refusal(reading: Reading, part: Part): GrammarError | undefined {
  const tree = parseSql(part.text);
  if ('error' in tree) return tree.error;
  if (tree.statements.length > 0) enter(reading, part, tree.statements);
  return undefined;
}

function enter({ file, statements }: Reading, { text, base }: Part, raw: readonly RawStatement[]): void {
  const offset = offsets(text, base, Buffer.byteLength(text) === text.length);
  for (const { node, location, length } of raw) {
    const from = offset(location) - base;
    const to = length === 0 ? text.length : offset(location + length) - base;
    const start = nextToken(text, from, to)?.start ?? to;
    statements.push({ file, span: { start: base + start, end: base + lastEnd(text, start, to) }, node, offset });
  }
}

/** Where the last token ends that starts before `to`. */
function lastEnd(text: string, start: number, to: number): number {
  let end = to;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  const line = text.slice(Math.max(start, text.lastIndexOf('\n', end - 1)), end);
  if (!line.includes('--') && !line.endsWith('*/')) return end;
  let last = start;
  for (let token = nextToken(text, start, end); token; token = nextToken(text, token.end, end)) last = token.end;
  return last;
}

function readPart(reading: Reading, part: Part): void {
  const pieces = split(part.text);
  for (let first = 0; first < pieces.length; ) {
    const end = batchEnd(pieces, first);
    readBatch(reading, part, pieces.slice(first, end));
    first = end;
  }
}

/** Pieces are read together up to the length of a batch, or to what is for psql alone. */
function batchEnd(pieces: readonly Piece[], first: number): number {
  const limit = (pieces[first]?.start ?? 0) + longText;
  let end = first + 1;
  while (end < pieces.length && pieces[end - 1]?.gap === false && (pieces[end]?.end ?? 0) <= limit) end++;
  return end;
}

function readBatch(reading: Reading, part: Part, batch: readonly Piece[]): void {
  let pieces = batch;
  for (let [first] = pieces; first; [first] = pieces) {
    const error = pieces.length > 1 ? refusal(reading, partOf(part, first.start, pieces.at(-1)?.end ?? first.end)) : undefined;
    if (pieces.length > 1 && !error) return;
    // The grammar stops at the first error: all before it is sound.
    const bad = error ? pieceAt(pieces, first.start + (error.position ?? 0)) : 0;
    if (bad > 0) readBatch(reading, part, pieces.slice(0, bad));
    const piece = pieces[bad];
    if (piece) readPiece(reading, part, piece);
    pieces = pieces.slice(bad + 1);
  }
}

function pieceAt(pieces: readonly Piece[], offset: number): number {
  const found = pieces.findIndex(({ next }) => offset < next);
  return found < 0 ? pieces.length - 1 : found;
}

function partOf({ text, base }: Part, start: number, end: number): Part {
  return { text: text.slice(start, end), base: base + start };
}

/** Reads a single statement: as it stands, else without psql's commands, else with words for placeholders, else as an error. */
function readPiece(reading: Reading, part: Part, piece: Piece): void {
  const own = partOf(part, piece.start, piece.end);
  const error = refusal(reading, own);
  if (!error) return;
  let { text } = own;
  for (const { start, end } of piece.commands) {
    text = text.slice(0, start - piece.start) + ' '.repeat(end - start) + text.slice(end - piece.start);
  }
  // Short texts have had their placeholders replaced as a whole.
  if (part.text.length > longText) text = replaced(reading, text, own.base);
  const remaining = text === own.text ? error : refusal(reading, { text, base: own.base });
  if (!remaining) return;
  const resumed = piece.unterminated === undefined || reading.resumptions === 0 ? undefined : resumption(part.text, piece.start + (remaining.position ?? 0));
  reading.errors.push(syntaxError(reading.file, { text: text.slice(0, (resumed ?? piece.end) - piece.start), base: own.base }, remaining));
  if (resumed === undefined) return;
  reading.resumptions--;
  readPart(reading, partOf(part, resumed, part.text.length));
}
