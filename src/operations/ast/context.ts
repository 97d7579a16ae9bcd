import type { Ast } from '../../parser/ast-reader.ts';
import type { Mark } from '../../parser/mark.ts';
import type { Names } from '../names.ts';
import type { QualifiedName, TypeName } from '../operation.ts';
import { isTimeOfDay, timeOfDay } from './false-readings.ts';
import { startOfExpression, startOfType } from './places.ts';
import { typeName } from './types.ts';
import { folded } from './words.ts';

const whole: Mark = { part: 'statement' };

/** What lowering the second reader's tree needs beside the node: names, the text, and marks. */
export class AstContext {
  readonly names: Names;
  /** The statement's text: the tree rounds numbers and trims strings. */
  readonly text: string;
  readonly whole = whole;
  readonly #base: number;

  /** @param base - where the text starts in the file */
  constructor(names: Names, text: string, base: number) {
    this.names = names;
    this.text = text;
    this.#base = base;
  }

  mark(part: 'name' | 'column' | 'constraint', node: Ast.PGNode): Mark {
    return this.#from(part, node._location?.start);
  }

  typeMark(type: Ast.DataTypeDef): Mark {
    return this.#from('type', startOfType(type, this.text));
  }

  expressionMark(node: Ast.Expr): Mark {
    return this.#from('expression', startOfExpression(node, this.text));
  }

  #from(part: 'name' | 'type' | 'expression' | 'column' | 'constraint', start: number | undefined): Mark {
    return start === undefined ? whole : { part, at: this.#base + start };
  }

  /** The nth command of an ALTER TABLE. */
  command(index: number): Mark {
    return { part: 'command', index };
  }

  /** The nth of several objects; a single one is what the whole statement is about. */
  object(index: number, count: number): Mark {
    return count > 1 ? this.command(index) : whole;
  }

  relation({ schema, name }: Ast.QName): QualifiedName {
    return this.names.relation(schema === undefined ? undefined : folded(schema), folded(name));
  }

  created({ schema, name }: Ast.QName, temporary = false): QualifiedName {
    return this.names.created(schema === undefined ? undefined : folded(schema), folded(name), temporary);
  }

  type(type: Ast.DataTypeDef): TypeName {
    return typeName(isTimeOfDay(type, this) ? timeOfDay(type) : type, this.names);
  }

  /** A type that is named as an object of its own. */
  existingType(written: Ast.QName): QualifiedName {
    const { schema, name } = this.type(this.#isQuoted(written) ? { ...written, doubleQuoted: true } : written);
    return { schema, name };
  }

  #isQuoted(name: Ast.QName): boolean {
    return this.written(name)?.endsWith('"') === true;
  }

  /** The text of a node as written; undefined where the tree does not say where it stands. */
  written({ _location: location }: Ast.PGNode): string | undefined {
    return location && this.text.slice(location.start, location.end);
  }
}
