import type { Ast } from '../../parser/ast-reader.ts';
import type { Node } from '../../parser/nodes.ts';
import type { QualifiedName } from '../operation.ts';
import { Reading } from '../reading.ts';
import { findSource, resolveColumn, type ResolvedColumn, type Scope, type WithQueries } from '../scope.ts';
import { calledFunction, keywordFunction, sqlFunctions } from './calls.ts';
import type { AstContext } from './context.ts';
import { readQuery } from './queries.ts';
import { folded, parts } from './words.ts';

type Insert = Ast.InsertStatement | Ast.UpdateStatement | Ast.DeleteStatement;

/** An INSERT, UPDATE or DELETE inside a WITH clause: an effect of its own. */
export interface AstWrite {
  readonly statement: Insert;
  readonly withQueries: WithQueries | undefined;
}

/** Collects what expressions and queries of the second reader's tree read. */
export class AstReading extends Reading {
  readonly context: AstContext;
  readonly astWrites: AstWrite[] = [];

  constructor(context: AstContext, statement?: AstReading) {
    super(context.names, statement);
    this.context = context;
  }

  /** Reads an expression, or any part of the tree that holds some. */
  readAst(part: unknown, scope: Scope | undefined): void {
    if (typeof part !== 'object' || part === null) return;
    if (Array.isArray(part)) {
      for (const item of part) this.readAst(item, scope);
      return;
    }
    if (!('type' in part) || this.#enter(part as Ast.Expr, scope)) {
      for (const [key, content] of Object.entries(part)) {
        if (key !== '_location') this.readAst(content, scope);
      }
    }
  }

  /** `*` and `t.*`: the whole row of each relation. */
  readStar({ table }: Ast.ExprRef, scope: Scope | undefined): void {
    this.star = true;
    const sources = table === undefined ? (scope?.sources ?? []) : [scope && findSource(folded(table.name), scope)];
    for (const source of sources) if (source?.relation) this.addColumn({ relation: source.relation, column: '*' });
  }

  /** What a column's name means. */
  resolve({ table, name }: Ast.ExprRef, scope: Scope | undefined): ResolvedColumn {
    return resolveColumn([...(table ? parts(table) : []), folded(name)].map(asWord), scope, this.names);
  }

  /** @returns whether its parts are still to be read */
  #enter(expression: Ast.Expr, scope: Scope | undefined): boolean {
    switch (expression.type) {
      case 'ref':
        this.#column(expression, scope);
        return false;
      case 'call':
        return this.#call(expression, scope);
      case 'keyword':
        this.#function(keywordFunction(expression.keyword));
        return false;
      case 'cast':
        this.readAst(expression.operand, scope);
        return false;
      case 'extract':
      case 'overlay':
      case 'substring':
        this.#function({ schema: 'pg_catalog', name: expression.type });
        return true;
      case 'binary':
        if (Object.hasOwn(sqlFunctions, expression.op)) this.#function({ schema: 'pg_catalog', name: sqlFunctions[expression.op] ?? '' });
        return true;
      case 'select':
      case 'union':
      case 'union all':
      case 'values':
      case 'with':
      case 'with recursive':
        readQuery(expression, this, scope, scope?.withQueries);
        return false;
      default:
        return true;
    }
  }

  #column(reference: Ast.ExprRef, scope: Scope | undefined): void {
    if (reference.name === '*') {
      this.readStar(reference, scope);
      return;
    }
    const { reads, from } = this.resolve(reference, scope);
    const column = reads ?? from;
    if (column) this.addColumn(column);
  }

  /** @returns false: the parts have been read; `count(*)` reads no column */
  #call(call: Ast.ExprCall, scope: Scope | undefined): false {
    const called = calledFunction(call);
    if (called) this.#function(called);
    for (const argument of call.args) {
      if (argument.type === 'ref' && argument.name === '*' && !argument.table) continue;
      this.readAst(argument, scope);
    }
    const { orderBy, filter, withinGroup, over } = call;
    this.readAst([orderBy, filter, withinGroup, over], scope);
    return false;
  }

  #function({ schema, name }: QualifiedName): void {
    this.addFunction(schema, name);
  }
}

/** A word of a name as the first reader's tree has it, for what both readings share. */
function asWord(word: string): Node {
  return { String: { sval: word } };
}
