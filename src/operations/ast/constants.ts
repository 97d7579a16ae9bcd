import type { Ast } from '../../parser/ast-reader.ts';
import type { AstContext } from './context.ts';

/** A literal. */
export type Constant =
  | { readonly kind: 'null' | 'boolean' }
  | { readonly kind: 'string' | 'number'; readonly value: string };

/** PostgreSQL's grammar keeps numbers beyond this as they are written. */
const largestInteger = 0x7fffffff;

/** The literal that an expression is; a minus sign before a number belongs to it. */
export function constantOf(expression: Ast.Expr, context: AstContext): Constant | undefined {
  switch (expression.type) {
    case 'null':
      return { kind: 'null' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'string':
      return { kind: 'string', value: expression.value };
    case 'integer':
    case 'numeric':
      return { kind: 'number', value: numberOf(expression, context) };
    case 'unary':
      return expression.op === '-' ? negated(constantOf(expression.operand, context)) : undefined;
    default:
      return undefined;
  }
}

function numberOf(node: Ast.ExprInteger | Ast.ExprNumeric, context: AstContext): string {
  if (node.type === 'integer' && Math.abs(node.value) <= largestInteger) return String(node.value);
  return context.written(node) ?? String(node.value);
}

function negated(constant: Constant | undefined): Constant | undefined {
  if (constant?.kind !== 'number') return undefined;
  return { kind: 'number', value: constant.value.startsWith('-') ? constant.value.slice(1) : `-${constant.value}` };
}

/** An expression without the casts around it. */
export function withoutCasts(expression: Ast.Expr): Ast.Expr {
  let inner = expression;
  while (inner.type === 'cast') inner = inner.operand;
  return inner;
}
