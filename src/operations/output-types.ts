import type { A_Const, A_Expr, Node } from '../parser/nodes.ts';
import type { Names } from './names.ts';
import type { TypeName } from './operation.ts';
import { typeName } from './type-names.ts';
import { word } from './words.ts';

const builtIn = (name: string): TypeName => ({ schema: 'pg_catalog', name, modifiers: [], dimensions: 0 });

const bool = builtIn('bool');
/** Subqueries that answer yes or no. */
const predicates = new Set(['EXISTS_SUBLINK', 'ANY_SUBLINK', 'ALL_SUBLINK']);
const text = builtIn('text');
const int4 = builtIn('int4');
const int8 = builtIn('int8');
const numeric = builtIn('numeric');

const valueFunctions: Readonly<Record<string, TypeName>> = {
  SVFOP_CURRENT_DATE: builtIn('date'),
  SVFOP_CURRENT_TIME: builtIn('timetz'),
  SVFOP_CURRENT_TIMESTAMP: builtIn('timestamptz'),
  SVFOP_LOCALTIME: builtIn('time'),
  SVFOP_LOCALTIMESTAMP: builtIn('timestamp'),
};

/** Functions that return one type whatever they are given. */
const functions: Readonly<Record<string, TypeName>> = {
  count: int8,
  now: builtIn('timestamptz'),
  row_number: int8,
  rank: int8,
  dense_rank: int8,
  gen_random_uuid: builtIn('uuid'),
  string_agg: text,
  concat: text,
};

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=', '~', '!~', '~*', '!~*']);

const logical: ReadonlySet<string> = new Set(['BoolExpr', 'NullTest', 'BooleanTest']);

/** The type of an output column where its expression tells by itself. */
export function outputType(node: Node, names: Names): TypeName | undefined {
  if ('TypeCast' in node) return typeName(node.TypeCast.typeName, names);
  if ('A_Const' in node) return constantType(node.A_Const);
  if ('FuncCall' in node) {
    const { funcname } = node.FuncCall;
    return funcname?.length === 1 ? functions[word(funcname[0])] : undefined;
  }
  if ('A_Expr' in node) return isComparison(node.A_Expr) ? bool : undefined;
  if ('SQLValueFunction' in node) return valueFunctions[node.SQLValueFunction.op ?? ''];
  if ('SubLink' in node) return predicates.has(node.SubLink.subLinkType ?? '') ? bool : undefined;
  for (const tag in node) return logical.has(tag) ? bool : undefined;
  return undefined;
}

/** An untyped literal becomes text in a view or table (PostgreSQL 10 and later). */
function constantType({ ival, fval, sval, boolval, isnull }: A_Const): TypeName | undefined {
  if (ival) return int4;
  if (fval) return /^\d+$/.test(fval.fval ?? '') && (fval.fval?.length ?? 0) < 19 ? int8 : numeric;
  if (boolval) return bool;
  return sval ?? isnull ? text : undefined;
}

function isComparison({ kind, name }: A_Expr): boolean {
  if (kind === 'AEXPR_NULLIF') return false;
  return kind !== 'AEXPR_OP' || comparisons.has(word(name?.at(-1)));
}
