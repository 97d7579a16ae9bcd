import type { A_Const, A_Expr, BoolExpr, Node } from '../parser/nodes.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import type { Expression } from './operation.ts';
import { startOf } from './positions.ts';
import { Reading } from './reading.ts';
import type { Scope } from './scope.ts';
import { word } from './words.ts';

const none: readonly never[] = [];

/**
 * What rules need to know of an expression.
 *
 * @param scope - what its column names can mean; left out where there is one table only
 * @param statement - collects the relations that its subqueries read
 */
export function expression(node: Node, context: Context, scope?: Scope, statement?: Reading): Expression {
  const inner = withoutCasts(node);
  const result: Draft<Expression> = {
    kind: 'expression',
    columns: none,
    functions: none,
    provesNotNull: none,
    literal: undefined,
    column: undefined,
    isDefault: undefined,
    castTo: undefined,
    label: undefined,
    mark: context.mark('expression', startOf(node)),
  };
  if ('TypeCast' in node) result.castTo = context.type(node.TypeCast.typeName);
  if ('A_Const' in inner) {
    result.kind = inner.A_Const.isnull ? 'null' : 'constant';
    result.literal = literalOf(inner.A_Const);
    return result;
  }
  if ('SetToDefault' in inner) result.isDefault = true;
  const reading = new Reading(context.names, statement);
  reading.read(inner, scope);
  result.columns = reading.columns;
  result.functions = reading.functions;
  const proven = provenNotNull(inner);
  if (proven.length > 0) result.provesNotNull = proven;
  const [column] = reading.columns;
  if ('ColumnRef' in inner && column && column.column !== '*') result.column = column.column;
  return result;
}

function withoutCasts(node: Node): Node {
  let inner = node;
  while ('TypeCast' in inner && inner.TypeCast.arg) inner = inner.TypeCast.arg;
  return inner;
}

function literalOf({ ival, fval, sval }: A_Const): string | undefined {
  if (ival) return String(ival.ival ?? 0);
  return fval?.fval ?? (sval && (sval.sval ?? ''));
}

function columnOf(node: Node | undefined): string | undefined {
  if (!node || !('ColumnRef' in node)) return undefined;
  return word(node.ColumnRef.fields?.at(-1)) || undefined;
}

/** Columns that cannot be null where the condition is true. */
function provenNotNull(node: Node): readonly string[] {
  if ('NullTest' in node) return node.NullTest.nulltesttype === 'IS_NOT_NULL' ? one(node.NullTest.arg) : none;
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_DISTINCT' ? besideNull(node.A_Expr) : none;
  if (!('BoolExpr' in node)) return none;
  return proofsOf(node.BoolExpr, 'AND_EXPR', provenNotNull, provenNull);
}

/** Columns that cannot be null where the condition is false: the other way round. */
function provenNull(node: Node): readonly string[] {
  if ('NullTest' in node) return node.NullTest.nulltesttype === 'IS_NULL' ? one(node.NullTest.arg) : none;
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NOT_DISTINCT' ? besideNull(node.A_Expr) : none;
  if (!('BoolExpr' in node)) return none;
  return proofsOf(node.BoolExpr, 'OR_EXPR', provenNull, provenNotNull);
}

type Proof = (node: Node) => readonly string[];

function proofsOf({ boolop, args = [] }: BoolExpr, joining: 'AND_EXPR' | 'OR_EXPR', same: Proof, negated: Proof): readonly string[] {
  if (boolop === joining) return args.flatMap(same);
  return boolop === 'NOT_EXPR' ? args.flatMap(negated) : none;
}

function one(node: Node | undefined): readonly string[] {
  const column = columnOf(node);
  return column === undefined ? none : [column];
}

/** The column of `c IS DISTINCT FROM NULL`, whichever side it stands on. */
function besideNull({ lexpr, rexpr }: A_Expr): readonly string[] {
  if (isNull(rexpr)) return one(lexpr);
  return isNull(lexpr) ? one(rexpr) : none;
}

function isNull(node: Node | undefined): boolean {
  const inner = node && withoutCasts(node);
  return inner !== undefined && 'A_Const' in inner && inner.A_Const.isnull === true;
}
