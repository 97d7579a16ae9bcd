import { locate } from '../parser/locate.ts';
import type { Mark } from '../parser/mark.ts';
import type { Node, RangeVar, TypeName as TypeNode } from '../parser/nodes.ts';
import type { Statement } from '../parser/statement.ts';
import type { Names } from './names.ts';
import type { Operation, QualifiedName, TypeName } from './operation.ts';
import { typeName } from './type-names.ts';
import { writtenName } from './words.ts';

const wholeStatement: Mark = { part: 'statement' };

/** What lowering needs beside the node: names, and marks. */
export class Context {
  readonly names: Names;
  readonly statement: Statement;
  /** The statement as a whole. */
  readonly whole: Mark;
  readonly #located: boolean;
  readonly #inner: boolean;

  /**
   * @param inner - for a statement inside another one (a DO block): the mark of the whole, and whether the offsets of
   *   `statement` are offsets in the file
   */
  constructor(statement: Statement, names: Names, inner?: { readonly whole: Mark; readonly located: boolean }) {
    this.statement = statement;
    this.names = names;
    this.whole = inner?.whole ?? wholeStatement;
    this.#inner = inner !== undefined;
    this.#located = inner?.located ?? true;
  }

  /** The same statement under other names. */
  under(names: Names): Context {
    return new Context(this.statement, names, this.#inner ? { whole: this.whole, located: this.#located } : undefined);
  }

  /** From a location in the tree on; the statement where the tree has none. */
  mark(part: Exclude<Mark['part'], 'statement' | 'span' | 'command' | 'command name'>, location: number | undefined): Mark {
    if (location === undefined || location < 0 || !this.#located) return this.whole;
    return { part, at: this.statement.offset(location) };
  }

  /** The nth command of an ALTER TABLE, or the nth object of a DROP. */
  command(index: number): Mark {
    if (!this.#inner) return { part: 'command', index };
    if (!this.#located) return this.whole;
    const { start, end } = locate(this.statement, { part: 'command', index });
    return { part: 'span', at: start, end };
  }

  /** The nth of several objects; a single one is what the whole statement is about. */
  object(index: number, count: number): Mark {
    return count > 1 ? this.command(index) : this.whole;
  }

  relation(node: RangeVar | undefined): QualifiedName {
    return this.names.relation(node?.schemaname, node?.relname ?? '');
  }

  created(node: RangeVar | undefined): QualifiedName {
    return this.names.created(node?.schemaname, node?.relname ?? '', node?.relpersistence === 't');
  }

  /** A relation written as a list of words. */
  relationNamed(nodes: readonly Node[] | undefined): QualifiedName {
    const { schema, name } = writtenName(nodes);
    return this.names.relation(schema, name);
  }

  type(node: TypeNode | undefined): TypeName {
    return typeName(node, this.names);
  }
}

type KeysOf<U> = U extends unknown ? keyof U : never;

/** The name of a node's type. */
export type Tag = KeysOf<Node>;

/** What stands in a node of that type. */
type Content<T extends Tag> = Extract<Node, Readonly<Record<T, unknown>>>[T];

/** How each type of statement is lowered. */
export type Handlers = { readonly [T in Tag]?: (node: Content<T>, context: Context) => readonly Operation[] };

/** Lowers a statement inside another one. */
export type LowerNode = (node: Node, context: Context) => readonly Operation[];
