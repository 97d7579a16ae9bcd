import type { Span, SourceFile } from '../source/source-file.ts';
import type { Node } from './nodes.ts';

/** One SQL statement as a reader cut and parsed it. */
export interface Statement {
  readonly file: SourceFile;
  /** From the first token to the last, comments around it and the semicolon left out. */
  readonly span: Span;
  /** PostgreSQL's raw parse tree: for lowering only. */
  readonly node: Node;
  /** Turns a location in `node` (bytes of UTF-8 in the text that was parsed) into an offset in the file. */
  readonly offset: (location: number) => number;
}

/** What no reader could read, or what PostgreSQL's grammar refuses. */
export interface SyntaxError {
  /** PostgreSQL's own words, such as `syntax error at or near "TABEL"`. */
  readonly message: string;
  /** The token that the grammar stumbled over. */
  readonly span: Span;
  /** The whole statement that is lost. */
  readonly statement: Span;
}

/** Template text that stands for whole statements, such as `{{ template "x.sql" . }}`, or a statement that is more than the parser can hold: no reader can know what it does. */
export interface Unresolved {
  readonly message: string;
  readonly span: Span;
}

/** A script's statements in order, and what could not be read between them. */
export interface ParsedScript {
  readonly statements: readonly Statement[];
  readonly errors: readonly SyntaxError[];
  /** Placeholders for which an identifier or a literal stands in. */
  readonly standIns: number;
  readonly unresolved?: readonly Unresolved[];
}
