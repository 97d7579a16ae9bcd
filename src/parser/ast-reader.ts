import type * as Ast from 'pgsql-ast-parser';
import type { Script } from '../project/migration.ts';
import type { Span } from '../source/source-file.ts';
import { split, type Piece } from '../source/split.ts';
import { nextToken } from '../source/tokens.ts';
import type { Node } from './nodes.ts';
import type { ParsedScript, Statement } from './statement.ts';

export type { Ast };

/** The typed tree of one statement, with the place of every node (UTF-16 offsets in the statement's text). */
export type AstStatement = Ast.Statement;

/** A statement as the second reader read it. It has no tree of PostgreSQL's: lower it with `lowerAst`. */
export interface AstStatementRead extends Statement {
  /** Undefined where this reader could not read the statement. */
  readonly ast: AstStatement | undefined;
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
}

/** Its chart keeps a column for each token: a text of this many UTF-16 units takes half a second and 200 MB. */
const longest = 1 << 18;

/** Where PostgreSQL's tree would be. */
const noNode: Node = { A_Star: {} };

let parser: typeof Ast | undefined;

/** Loads the second reader, once in a process: about 20 ms that a run without a need for it does not pay. */
export async function loadAstReader(): Promise<void> {
  parser ??= await import('pgsql-ast-parser');
}

/** Whether {@link loadAstReader} has done its work. */
export function isAstReaderLoaded(): boolean {
  return parser !== undefined;
}

/**
 * The typed tree of one statement. {@link loadAstReader} must have been awaited; nothing in the text makes it throw.
 *
 * @returns undefined where this reader cannot read the text, or the text is not one statement
 */
export function readAst(text: string): AstStatement | undefined {
  if (!parser) throw new Error('loadAstReader() has not been awaited');
  if (text.length > longest) return undefined;
  try {
    const statements = parser.parse(text, { locationTracking: true });
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
  const statements: AstStatementRead[] = [];
  const unread: Unread[] = [];
  const errors: ParsedScript['errors'][number][] = [];
  for (const chunk of chunks ?? [span]) {
    const text = file.text.slice(chunk.start, chunk.end);
    for (const piece of split(text)) {
      const place = { start: chunk.start + piece.start, end: chunk.start + piece.end };
      const unterminated = unterminatedIn(text, piece, chunk.start);
      if (unterminated) {
        errors.push({ message: 'unterminated quoted string, name or comment', span: unterminated, statement: place });
        continue;
      }
      const own = text.slice(piece.start, piece.end);
      const ast = readAst(own);
      if (!ast) unread.push({ span: place, message: `pgsql-ast-parser cannot read this ${firstWords(own)}` });
      statements.push({ file, span: place, node: noNode, offset: (location) => place.start + location, ast });
    }
  }
  return { statements, errors, standIns: 0, unread };
}

function unterminatedIn(text: string, { unterminated }: Piece, base: number): Span | undefined {
  if (unterminated === undefined) return undefined;
  return { start: base + unterminated, end: base + Math.min(text.length, unterminated + 1) };
}

/** `CREATE TRIGGER`: what a statement is, by its first two words. */
function firstWords(text: string): string {
  const first = nextToken(text, 0);
  const second = first && nextToken(text, first.end);
  const words = [first, second].flatMap((token) => (token?.kind === 'word' ? [text.slice(token.start, token.end).toUpperCase()] : []));
  return words.length > 0 ? words.join(' ') : 'statement';
}
