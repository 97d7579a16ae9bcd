import type { SourceFile, Span } from '../source/source-file.ts';
import { Buffer } from 'node:buffer';
import type { Node } from './nodes.ts';
import { offsets } from './offsets.ts';
import { parseSql } from './postgres-grammar.ts';
import type { Statement } from './statement.ts';

/** Nobody asks for the rows of an INSERT beyond these. */
const rowsKept = 20;
/** UTF-16 units: making the tree of a longer statement twice costs more than keeping it. */
const longestDeferred = 1 << 16;

/** The statement without the rows of an INSERT … VALUES that would fill the memory and tell nothing more. */
export function shortenRows(node: Node): Node {
  if (!('InsertStmt' in node)) return node;
  const { selectStmt } = node.InsertStmt;
  if (!selectStmt || !('SelectStmt' in selectStmt)) return node;
  const rows = selectStmt.SelectStmt.valuesLists;
  if (rows && rows.length > rowsKept) rows.length = rowsKept;
  return node;
}

/** One of the very many INSERTs of a dump: its tree is made when asked for, and not kept. */
export class DeferredInsert implements Statement {
  readonly file: SourceFile;
  readonly span: Span;

  constructor(file: SourceFile, span: Span) {
    this.file = file;
    this.span = span;
  }

  static isWorthIt(node: Node, { start, end }: Span): boolean {
    return 'InsertStmt' in node && end - start < longestDeferred;
  }

  get node(): Node {
    const tree = parseSql(this.#text);
    const [first] = 'error' in tree ? [] : tree.statements;
    // The grammar has read the same text before.
    return first ? shortenRows(first.node) : { InsertStmt: {} };
  }

  get offset(): (location: number) => number {
    const text = this.#text;
    return offsets(text, this.span.start, Buffer.byteLength(text) === text.length);
  }

  get #text(): string {
    return this.file.text.slice(this.span.start, this.span.end);
  }
}
