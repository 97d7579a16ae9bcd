import { Buffer } from 'node:buffer';
import type { Script } from '../project/migration.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { split, type Piece } from '../source/split.ts';
import { standIn } from '../source/stand-ins.ts';
import { nextToken, tokenStart } from '../source/tokens.ts';
import { DeferredInsert, shortenRows } from './inserts.ts';
import type { Node } from './nodes.ts';
import { offsets } from './offsets.ts';
import { parseSql, type GrammarError, type RawStatement } from './postgres-grammar.ts';
import type { ParsedScript, Statement, SyntaxError, Unresolved } from './statement.ts';
import { withoutRows, type Repeated, type Shortened } from './rows.ts';
import { resumption, syntaxError } from './syntax-error.ts';

/** What has been read so far of a script. */
class Reading {
  readonly file: SourceFile;
  readonly statements: Statement[] = [];
  readonly errors: SyntaxError[] = [];
  readonly unresolved: Unresolved[] = [];
  standIns = 0;
  /** The text is cut first. */
  readonly isLong: boolean;
  /** The trees of its INSERTs are not kept, but made again when asked for. */
  readonly isDump: boolean;
  /** How often a string or dollar quote that never closes may still be given up and the rest read anew. */
  resumptions = 100;

  constructor(file: SourceFile, length: number) {
    this.file = file;
    this.isLong = length > longText;
    this.isDump = length > dumpText;
  }
}

/** A part of the script's text, placeholders perhaps replaced, and where it starts in the file. */
interface Part {
  readonly text: string;
  readonly base: number;
  readonly isReplaced: boolean;
}

/** UTF-16 units. Longer texts are cut first and parsed in parts of about this length, so that few trees are made at once. */
const longText = 1 << 18;

/** UTF-16 units from which on the trees of all INSERTs together would not fit into memory. */
const dumpText = 1 << 23;

/**
 * Reads a script with PostgreSQL's grammar: in one go where the grammar takes it whole, else with words in the place of
 * template text and psql's variables, else statement by statement, so that one that cannot be read costs only itself.
 * {@link loadGrammar} must have been awaited; nothing in the text makes this throw.
 */
export function readScript(script: Script): ParsedScript {
  const { file, span } = script;
  const text = file.text.slice(span.start, span.end);
  const reading = new Reading(file, text.length);
  if (reading.isLong || !accepts(reading, { text, base: span.start, isReplaced: false })) readInParts(reading, script, text);
  const { statements, errors, standIns, unresolved } = reading;
  return unresolved.length === 0 ? { statements, errors, standIns } : { statements, errors, standIns, unresolved };
}

function readInParts(reading: Reading, { span, chunks }: Script, original: string): void {
  const text = reading.isLong ? original : replaced(reading, original, span.start);
  const isReplaced = text !== original;
  if (isReplaced && accepts(reading, { text, base: span.start, isReplaced })) return;
  for (const chunk of chunks ?? [span]) {
    readPart(reading, { text: text.slice(chunk.start - span.start, chunk.end - span.start), base: chunk.start, isReplaced });
  }
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
  const shortened = withoutRows(part.text);
  const { text } = shortened;
  const tree = parseSql(text);
  if (!('error' in tree)) {
    if (tree.statements.length > 0) enter(reading, part, shortened, tree.statements);
    return undefined;
  }
  if (text === part.text) return tree.error;
  const whole = parseSql(part.text);
  return 'error' in whole ? whole.error : tree.error;
}

/** @param shortened - that of the part, as it was parsed */
function enter(reading: Reading, part: Part, { text, repeated }: Shortened, raw: readonly RawStatement[]): void {
  const { base } = part;
  const offset = offsets(text, base, Buffer.byteLength(text) === text.length);
  let at = 0;
  for (const { node, location, length } of raw) {
    const isEnded = length !== 0;
    const to = isEnded ? offset(location + length) - base : text.length;
    const start = Math.min(tokenStart(text, offset(location) - base, to), to);
    const kept = shortenRows(node);
    push(reading, part, kept, { start: base + start, end: base + lastEnd(text, start, to, isEnded) }, offset);
    for (let next = repeated[at]; next && next.of <= start; next = repeated[++at]) {
      // One that is part of another statement goes with it.
      if (next.of === start) pushRepeated(reading, part, kept, next, offset);
    }
  }
}

function push({ file, statements, isDump }: Reading, { isReplaced }: Part, node: Node, span: Span, offset: Statement['offset']): void {
  if (isDump && !isReplaced && DeferredInsert.isWorthIt(node, span)) statements.push(new DeferredInsert(file, span));
  else statements.push({ file, span, node, offset });
}

function pushRepeated(reading: Reading, part: Part, node: Node, { of, start, end }: Repeated, offset: Statement['offset']): void {
  const span = { start: part.base + start, end: part.base + lastEnd(part.text, start, end, true) };
  push(reading, part, node, span, (location) => offset(location) + start - of);
}

const slash = 47;

/**
 * Where the last token ends that starts before `to`.
 *
 * @param isEnded - a semicolon stands at `to`
 */
function lastEnd(text: string, start: number, to: number, isEnded: boolean): number {
  let end = to;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  // A comment to the end of the line would have swallowed the semicolon.
  if (isEnded && end === to && text.charCodeAt(end - 1) !== slash) return end;
  const line = text.slice(Math.max(start, text.lastIndexOf('\n', end - 1)), end);
  if (!line.includes('--') && !line.endsWith('*/')) return end;
  let last = start;
  for (let token = nextToken(text, start, end); token; token = nextToken(text, token.end, end)) last = token.end;
  return last;
}

/** Pieces are read together up to the length of a batch, or up to what is for psql alone. */
function readPart(reading: Reading, part: Part): void {
  let batch: Piece[] = [];
  for (const piece of split(part.text)) {
    const [first = piece] = batch;
    if (batch.length > 0 && (piece.afterGap || piece.end - first.start > longText)) {
      readBatch(reading, part, batch);
      batch = [];
    }
    batch.push(piece);
  }
  readBatch(reading, part, batch);
}

function readBatch(reading: Reading, part: Part, batch: readonly Piece[]): void {
  let size = batch.length;
  for (let at = 0; at < batch.length; ) {
    const pieces = batch.slice(at, at + size);
    const error = refusalOf(reading, part, pieces);
    const bad = error && badPiece(pieces, error);
    const piece = bad === undefined ? undefined : pieces[bad];
    // Fewer at once after an error, as each attempt hands them to the parser anew.
    size = error ? Math.max(1, Math.min(size, pieces.length) >> 2) : size * 4;
    if (!error) at += pieces.length;
    if (!error || bad === undefined || !piece) continue;
    // The grammar stops at the first error: all before it is sound.
    if (bad > 0) refusalOf(reading, part, pieces.slice(0, bad));
    const position = error.position === undefined ? undefined : error.position - (piece.start - (pieces[0]?.start ?? 0));
    readPiece(reading, part, piece, { ...error, position });
    at += bad + 1;
  }
}

/** Which of several pieces was refused; undefined where the error does not tell. */
function badPiece(pieces: readonly Piece[], { position }: GrammarError): number | undefined {
  if (pieces.length === 1) return 0;
  if (position === undefined) return undefined;
  const offset = (pieces[0]?.start ?? 0) + position;
  const found = pieces.findIndex(({ next }) => offset < next);
  return found < 0 ? pieces.length - 1 : found;
}

function refusalOf(reading: Reading, part: Part, pieces: readonly Piece[]): GrammarError | undefined {
  const [first] = pieces;
  return first && refusal(reading, partOf(part, first.start, pieces.at(-1)?.next ?? first.next));
}

function partOf({ text, base, isReplaced }: Part, start: number, end: number): Part {
  return { text: text.slice(start, end), base: base + start, isReplaced };
}

/** Reads a statement that the grammar refused as it stands: without psql's commands and with words for placeholders, else as an error. */
function readPiece(reading: Reading, part: Part, piece: Piece, error: GrammarError): void {
  const own = partOf(part, piece.start, piece.next);
  let { text } = own;
  for (const { start, end } of piece.commands) {
    text = text.slice(0, start - piece.start) + ' '.repeat(end - start) + text.slice(end - piece.start);
  }
  // Short texts have had their placeholders replaced as a whole.
  if (reading.isLong) text = replaced(reading, text, own.base);
  const remaining = text === own.text ? error : refusal(reading, { text, base: own.base, isReplaced: true });
  if (!remaining) return;
  if (remaining.isLimit) {
    reading.unresolved.push({ message: `the statement is ${remaining.message}: PostgreSQL may accept it`, span: { start: own.base + (nextToken(text, 0)?.start ?? 0), end: own.base + piece.end - piece.start } });
    return;
  }
  const mayResume = piece.unterminated !== undefined && reading.resumptions > 0;
  const resumed = mayResume ? resumption(part.text, piece.start + (remaining.position ?? 0)) : undefined;
  reading.errors.push(syntaxError(reading.file, { text, base: own.base }, (resumed ?? piece).end - piece.start, remaining));
  if (resumed === undefined) return;
  reading.resumptions--;
  readPart(reading, partOf(part, resumed.next, part.text.length));
}
