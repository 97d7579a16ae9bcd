import type { Ast } from '../../parser/ast-reader.ts';
import { calledFunction } from './calls.ts';
import { grammarName } from './types.ts';
import { folded, nameOf } from './words.ts';

/** A name, and whether it is the expression's own (2) or only that of a cast or CASE around it (1). */
type Figured = readonly [name: string | undefined, strength: 0 | 1 | 2];

const unnamed: Figured = [undefined, 0];

/**
 * The name that PostgreSQL gives an unnamed output column or index expression; undefined where it would say
 * `?column?` or `expr`. Source: FigureColname in src/backend/parser/parse_target.c.
 */
export function figureColumnName(expression: Ast.Expr): string | undefined {
  return figure(expression)[0];
}

function figure(expression: Ast.Expr): Figured {
  switch (expression.type) {
    case 'ref':
      if (expression.name !== '*') return own(folded(expression.name));
      return own(expression.table && folded(expression.table.name));
    case 'call':
      return own(calledName(expression));
    case 'keyword':
      return own(expression.keyword);
    case 'cast': {
      const inner = figure(expression.operand);
      return inner[1] > 1 ? inner : [grammarName(expression.to), 1];
    }
    case 'case': {
      const inner = expression.else ? figure(expression.else) : unnamed;
      return inner[1] > 1 ? inner : ['case', 1];
    }
    case 'arrayIndex':
      return figure(expression.array);
    case 'extract':
    case 'overlay':
    case 'substring':
      return own(expression.type);
    case 'list':
      return own('row');
    case 'array':
    case 'array select':
      return own('array');
    case 'binary':
      return own(expression.op === 'AT TIME ZONE' ? 'timezone' : undefined);
    case 'select':
    case 'union':
    case 'union all':
    case 'with':
    case 'with recursive':
    case 'values':
      return own(firstOutput(expression));
    default:
      return unnamed;
  }
}

function calledName(call: Ast.ExprCall): string | undefined {
  const { name } = call.function;
  // As the keyword itself where it is one with a precision.
  const called = calledFunction(call);
  return called && called.name !== 'now' ? called.name : name;
}

/** The name of a subquery's one column. */
function firstOutput(query: Ast.WithStatementBinding): string | undefined {
  switch (query.type) {
    case 'select': {
      const [target] = query.columns ?? [];
      if (!target) return undefined;
      return target.alias ? nameOf(target.alias) : (figureColumnName(target.expr) ?? '?column?');
    }
    case 'union':
    case 'union all':
      return firstOutput(query.left);
    case 'with':
    case 'with recursive':
      return firstOutput(query.in);
    default:
      return undefined;
  }
}

function own(name: string | undefined): Figured {
  return name === undefined ? unnamed : [name, 2];
}
