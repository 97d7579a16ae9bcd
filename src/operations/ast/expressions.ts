import type { Ast } from '../../parser/ast-reader.ts';
import type { Draft } from '../draft.ts';
import type { Expression } from '../operation.ts';
import type { Scope } from '../scope.ts';
import { constantOf, withoutCasts } from './constants.ts';
import type { AstContext } from './context.ts';
import { AstReading } from './reading.ts';
import { folded } from './words.ts';

const none: readonly never[] = [];

/**
 * What rules need to know of an expression.
 *
 * @param scope - what its column names can mean; left out where there is one table only
 * @param statement - collects the relations that its subqueries read
 */
export function expression(node: Ast.Expr, context: AstContext, scope?: Scope, statement?: AstReading): Expression {
  const inner = withoutCasts(node);
  const result: Draft<Expression> = {
    kind: 'expression',
    columns: none,
    functions: none,
    provesNotNull: none,
    mark: context.expressionMark(node),
  };
  if (node.type === 'cast') result.castTo = context.type(node.to);
  const constant = constantOf(inner, context);
  if (constant) {
    result.kind = constant.kind === 'null' ? 'null' : 'constant';
    if ('value' in constant) result.literal = constant.value;
    return result;
  }
  if (inner.type === 'default') result.isDefault = true;
  const reading = new AstReading(context, statement);
  reading.readAst(inner, scope);
  result.columns = reading.columns;
  result.functions = reading.functions;
  const proven = proofs(inner, true);
  if (proven.length > 0) result.provesNotNull = proven;
  const [column] = reading.columns;
  if (inner.type === 'ref' && column && column.column !== '*') result.column = column.column;
  return result;
}

export function columnOf(node: Ast.Expr): string | undefined {
  return node.type === 'ref' && node.name !== '*' ? folded(node.name) : undefined;
}

/** Columns that cannot be null where the condition has the truth value `held`. */
function proofs(node: Ast.Expr, held: boolean): readonly string[] {
  if (node.type === 'unary') {
    if (node.op === 'NOT') return proofs(node.operand, !held);
    if (node.op !== (held ? 'IS NOT NULL' : 'IS NULL')) return none;
    const column = columnOf(node.operand);
    return column === undefined ? none : [column];
  }
  if (node.type !== 'binary' || node.op !== (held ? 'AND' : 'OR')) return none;
  return [...proofs(node.left, held), ...proofs(node.right, held)];
}
