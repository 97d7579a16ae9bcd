import type * as Ast from 'pgsql-ast-parser';
import type { Script } from '../project/migration.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { split, type Piece } from '../source/split.ts';
import { standIn } from '../source/stand-ins.ts';
import { nextToken } from '../source/tokens.ts';
import type { Node } from './nodes.ts';
import type { ParsedScript, Statement, SyntaxError } from './statement.ts';

export type { Ast };

/** The typed tree of one statement, with the place of every node (UTF-16 offsets in the statement's text). */
export type AstStatement = Ast.Statement;

/** A statement as the second reader read it. It has no tree of PostgreSQL's: lower it with `lowerAst`. */
export interface AstStatementRead extends Statement {
  /** Undefined where this reader could not read the statement. */
  readonly ast: AstStatement | undefined;
  /** Its text as it was read: words stand in for placeholders. */
  readonly text: string;
  /** What it is by its first words, in lower case: `create trigger`, `vacuum`. */
  readonly command: string;
}

/** What the second reader got of a script. */
export interface AstScript extends ParsedScript {
  readonly statements: readonly AstStatementRead[];
  /** Statements that it could not read. They may be right: what they do to the schema is unknown from there on. */
  readonly unread: readonly Unread[];
}

/** A statement that the second reader could not read, with words for a notice. */
export interface Unread {
  readonly span: Span;
  readonly message: string;
  /** Its first words, lower case: `alter table`. */
  readonly command: string;
}

/** Its chart keeps a column for each token: a text of this many UTF-16 units takes half a second and 200 MB. */
const longest = 1 << 18;

/** Where PostgreSQL's tree would be. */
const noNode: Node = { A_Star: {} };

let parse: typeof Ast.parse | undefined;

/** Loads the second reader, once in a process: about 20 ms that a run without a need for it does not pay. */
export async function loadAstReader(): Promise<void> {
  // A bundle keeps the exports of a CommonJS package in `default` alone.
  parse ??= (await import('pgsql-ast-parser')).default.parse;
}

/**
 * The typed tree of one statement. {@link loadAstReader} must have been awaited; nothing in the text makes it throw.
 *
 * @returns undefined where this reader cannot read the text, or the text is not one statement
 */
export function readAst(text: string): AstStatement | undefined {
  if (!parse) throw new Error('loadAstReader() has not been awaited');
  if (text.length > longest) return undefined;
  try {
    const statements = parse(text, { locationTracking: true });
    return statements.length === 1 ? statements[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The typed tree of a statement, as rules get it. Read anew at each call: whoever asks often keeps the answer. */
export function astOf(statement: Statement): AstStatement | undefined {
  if (isReadByAst(statement)) return statement.ast;
  return readAst(statement.file.text.slice(statement.span.start, statement.span.end));
}

/** Whether a statement comes from {@link readScriptWithAst}. */
export function isReadByAst(statement: Statement): statement is AstStatementRead {
  return 'ast' in statement;
}

/**
 * Reads a script without PostgreSQL's grammar. {@link loadAstReader} must have been awaited; nothing in the text makes it
 * throw. It cannot tell wrong SQL from SQL that it does not know: `errors` holds only what no reader can read.
 */
export function readScriptWithAst({ file, span, chunks }: Script): AstScript {
  const original = file.text.slice(span.start, span.end);
  const stood = standIn(original);
  const text = stood?.text ?? original;
  const statements: AstStatementRead[] = [];
  const unread: Unread[] = [];
  const errors: SyntaxError[] = [];
  for (const chunk of chunks ?? [span]) {
    const own = text.slice(chunk.start - span.start, chunk.end - span.start);
    for (const piece of split(own)) {
      const statement = readPiece(file, own, piece, chunk.start);
      if ('message' in statement) {
        errors.push(statement);
        continue;
      }
      statements.push(statement);
      if (!statement.ast) unread.push({ span: statement.span, command: statement.command, message: `pgsql-ast-parser cannot read this ${statement.command.toUpperCase() || 'statement'}` });
    }
  }
  const unresolved = (stood?.unresolved ?? []).map(({ start, end }) => ({
    message: `the template ${original.slice(start, end)} stands for statements that only its program knows`,
    span: { start: span.start + start, end: span.start + end },
  }));
  return { statements, errors, standIns: stood?.standIns.length ?? 0, unresolved, unread };
}

/** @param base - where the text starts in the file */
function readPiece(file: SourceFile, whole: string, piece: Piece, base: number): AstStatementRead | SyntaxError {
  const span = { start: base + piece.start, end: base + piece.end };
  if (piece.unterminated !== undefined) {
    const start = base + piece.unterminated;
    return { message: 'unterminated quoted string, name or comment', span: { start, end: start + 1 }, statement: span };
  }
  const text = withoutCommands(whole, piece);
  return { file, span, node: noNode, offset: (location) => span.start + location, ast: readAst(text), text, command: commandOf(text) };
}

/** The text of a piece with blanks in the place of psql's commands. */
function withoutCommands(whole: string, { start, end, commands }: Piece): string {
  let text = whole.slice(start, end);
  for (const command of commands) {
    text = text.slice(0, command.start - start) + ' '.repeat(command.end - command.start) + text.slice(command.end - start);
  }
  return text;
}

const verbs: ReadonlySet<string> = new Set(['create', 'alter', 'drop', 'refresh', 'set']);
/** Words between a verb and what it is about. */
const fillers: ReadonlySet<string> = new Set(['or', 'replace', 'temp', 'temporary', 'unlogged', 'unique', 'recursive', 'constraint']);

/** One word, or two for a verb that needs its object. */
function commandOf(text: string): string {
  const first = nextToken(text, 0);
  if (first?.kind !== 'word') return '';
  const verb = text.slice(first.start, first.end).toLowerCase();
  if (!verbs.has(verb)) return verb;
  for (let token = nextToken(text, first.end); token?.kind === 'word'; token = nextToken(text, token.end)) {
    const word = text.slice(token.start, token.end).toLowerCase();
    if (!fillers.has(word)) return `${verb} ${word}`;
  }
  return verb;
}
