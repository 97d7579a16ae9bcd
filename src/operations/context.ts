import type { Mark } from '../parser/mark.ts';
import type { Node, RangeVar, TypeName as TypeNode } from '../parser/nodes.ts';
import type { Statement } from '../parser/statement.ts';
import type { Names } from './names.ts';
import type { Operation, QualifiedName, TypeName } from './operation.ts';
import { typeName } from './type-names.ts';
import { lastWord, schemaWord } from './words.ts';

const wholeStatement: Mark = { part: 'statement' };

/** The marks of commands are the same for every statement. */
const commands: Mark[] = [];

/** The parts of a statement that begin where the tree says. */
type LocatedPart = Extract<Mark, { readonly at: number; readonly part: 'token' | 'name' | 'type' | 'expression' | 'column' | 'constraint' }>['part'];

/** What lowering needs beside the node: names, and marks. */
export class Context {
  readonly names: Names;
  readonly statement: Statement;
  /** The statement as a whole. */
  readonly whole: Mark;

  constructor(statement: Statement, names: Names, whole = wholeStatement) {
    this.statement = statement;
    this.names = names;
    this.whole = whole;
  }

  /** The same statement under other names. */
  under(names: Names): Context {
    return new Context(this.statement, names);
  }

  /** From a location in the tree on; the statement where the tree has none. */
  mark(part: LocatedPart, location: number | undefined): Mark {
    return location === undefined || location < 0 ? this.whole : { part, at: this.statement.offset(location) };
  }

  /** The nth command of an ALTER TABLE, or the nth object of a DROP. */
  command(index: number): Mark {
    return (commands[index] ??= { part: 'command', index });
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
    return this.names.relation(schemaWord(nodes), lastWord(nodes));
  }

  type(node: TypeNode | undefined): TypeName {
    return typeName(node, this.names);
  }
}

/** For a statement inside another one: a DO block. */
export class InnerContext extends Context {
  readonly #isLocated: boolean;

  /**
   * @param whole - the mark of the statement in the one around it
   * @param isLocated - whether the offsets of `statement` are offsets in the file
   */
  constructor(statement: Statement, names: Names, whole: Mark, isLocated: boolean) {
    super(statement, names, whole);
    this.#isLocated = isLocated;
  }

  override under(names: Names): Context {
    return new InnerContext(this.statement, names, this.whole, this.#isLocated);
  }

  override mark(part: LocatedPart, location: number | undefined): Mark {
    return this.#isLocated ? super.mark(part, location) : this.whole;
  }

  override command(index: number): Mark {
    return this.#isLocated ? { part: 'inner command', index, within: this.statement.span } : this.whole;
  }
}

type KeysOf<U> = U extends unknown ? keyof U : never;

/** The name of a node's type. */
export type Tag = KeysOf<Node>;

/** What stands in a node of that type. */
type Content<T extends Tag> = Extract<Node, Readonly<Record<T, unknown>>>[T];

/** What a statement does: one operation, or several in the order in which PostgreSQL does them. */
export type Lowered = Operation | readonly Operation[];

/** How each type of statement is lowered. */
export type Handlers = { readonly [T in Tag]?: (node: Content<T>, context: Context) => Lowered };

/** Lowers a statement inside another one. */
export type LowerNode = (node: Node, context: Context) => readonly Operation[];
