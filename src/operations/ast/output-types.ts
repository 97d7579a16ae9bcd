import type { Ast } from '../../parser/ast-reader.ts';
import type { Node } from '../../parser/nodes.ts';
import type { TypeName } from '../operation.ts';
import { outputType } from '../output-types.ts';
import { calledFunction } from './calls.ts';
import { constantOf } from './constants.ts';
import type { AstContext } from './context.ts';

const logical: Node = { BoolExpr: { boolop: 'AND_EXPR' } };

/** Operators that the grammar has a node of its own for, or that compare. */
const comparisons: ReadonlySet<string> = new Set([
  'AND', 'OR', 'IN', 'NOT IN', 'LIKE', 'NOT LIKE', 'ILIKE', 'NOT ILIKE', '=', '!=', '<', '>', '<=', '>=', '~', '!~', '~*', '!~*',
]);

/** The type of an output column where its expression tells by itself: the same facts as for the first reader's tree. */
export function astOutputType(expression: Ast.Expr, context: AstContext): TypeName | undefined {
  if (expression.type === 'cast') return context.type(expression.to);
  const node = constantNode(expression, context) ?? resultNode(expression);
  return node && outputType(node, context.names);
}

function constantNode(expression: Ast.Expr, context: AstContext): Node | undefined {
  const constant = constantOf(expression, context);
  switch (constant?.kind) {
    case undefined:
      return undefined;
    case 'null':
      return { A_Const: { isnull: true } };
    case 'boolean':
      return { A_Const: { boolval: {} } };
    case 'string':
      return { A_Const: { sval: { sval: constant.value } } };
    case 'number': {
      const isInteger = /^-?\d+$/.test(constant.value) && Math.abs(Number(constant.value)) <= 0x7fffffff;
      return { A_Const: isInteger ? { ival: { ival: Number(constant.value) } } : { fval: { fval: constant.value } } };
    }
  }
}

function resultNode(expression: Ast.Expr): Node | undefined {
  switch (expression.type) {
    case 'call': {
      if (expression.function.schema === undefined && expression.function.name === 'exists') return { SubLink: { subLinkType: 'EXISTS_SUBLINK' } };
      const called = calledFunction(expression);
      if (called?.schema !== '' || called.name === 'now' && expression.function.name !== 'now') return undefined;
      return { FuncCall: { funcname: [{ String: { sval: called.name } }] } };
    }
    case 'keyword':
      return { SQLValueFunction: { op: `SVFOP_${expression.keyword.toUpperCase()}` } } as Node;
    case 'ternary':
      return logical;
    case 'binary':
      return comparisons.has(expression.op) ? logical : undefined;
    case 'unary':
      return expression.op === 'NOT' || expression.op.startsWith('IS ') ? logical : undefined;
    default:
      return undefined;
  }
}
