import type { Node } from '../parser/nodes.ts';
import { word } from './words.ts';

/** A name, and whether it is the expression's own (2) or only that of a cast or CASE around it (1). */
type Figured = readonly [name: string | undefined, strength: 0 | 1 | 2];

const unnamed: Figured = [undefined, 0];

/** Nodes that are named by a fixed word. */
const fixed: Readonly<Record<string, string | undefined>> = {
  GroupingFunc: 'grouping',
  MergeSupportFunc: 'merge_action',
  A_ArrayExpr: 'array',
  RowExpr: 'row',
  CoalesceExpr: 'coalesce',
  XmlSerialize: 'xmlserialize',
  JsonParseExpr: 'json',
  JsonScalarExpr: 'json_scalar',
  JsonSerializeExpr: 'json_serialize',
  JsonObjectConstructor: 'json_object',
  JsonArrayConstructor: 'json_array',
  JsonArrayQueryConstructor: 'json_array',
  JsonObjectAgg: 'json_objectagg',
  JsonArrayAgg: 'json_arrayagg',
};

const valueFunctions: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: 'current_date',
  SVFOP_CURRENT_TIME: 'current_time',
  SVFOP_CURRENT_TIME_N: 'current_time',
  SVFOP_CURRENT_TIMESTAMP: 'current_timestamp',
  SVFOP_CURRENT_TIMESTAMP_N: 'current_timestamp',
  SVFOP_LOCALTIME: 'localtime',
  SVFOP_LOCALTIME_N: 'localtime',
  SVFOP_LOCALTIMESTAMP: 'localtimestamp',
  SVFOP_LOCALTIMESTAMP_N: 'localtimestamp',
  SVFOP_CURRENT_ROLE: 'current_role',
  SVFOP_CURRENT_USER: 'current_user',
  SVFOP_USER: 'user',
  SVFOP_SESSION_USER: 'session_user',
  SVFOP_CURRENT_CATALOG: 'current_catalog',
  SVFOP_CURRENT_SCHEMA: 'current_schema',
};

/**
 * The name that PostgreSQL gives an unnamed output column or index expression; undefined where it would say
 * `?column?` or `expr`. Source: FigureColname in src/backend/parser/parse_target.c.
 */
export function figureColumnName(node: Node): string | undefined {
  return figure(node)[0];
}

function figure(node: Node): Figured {
  for (const tag in node) {
    // Constants are what most expressions are, and have no name.
    if (tag === 'A_Const') return unnamed;
    const word = fixed[tag];
    return word === undefined ? figureByNode(node) : [word, 2];
  }
  return unnamed;
}

function figureByNode(node: Node): Figured {
  if ('FuncCall' in node) return own(lastWord(node.FuncCall.funcname));
  if ('ColumnRef' in node) return own(lastWord(node.ColumnRef.fields));
  if ('TypeCast' in node) {
    const inner = node.TypeCast.arg ? figure(node.TypeCast.arg) : unnamed;
    if (inner[1] > 1) return inner;
    return [lastWord(node.TypeCast.typeName?.names), 1];
  }
  if ('CaseExpr' in node) {
    const inner = node.CaseExpr.defresult ? figure(node.CaseExpr.defresult) : unnamed;
    return inner[1] > 1 ? inner : ['case', 1];
  }
  if ('A_Indirection' in node) {
    const { arg, indirection } = node.A_Indirection;
    const field = lastWord(indirection);
    if (field !== undefined) return own(field);
    return arg ? figure(arg) : unnamed;
  }
  if ('CollateClause' in node) return node.CollateClause.arg ? figure(node.CollateClause.arg) : unnamed;
  if ('SubLink' in node) return subLinkName(node.SubLink);
  return own(wordOf(node));
}

/** Names that depend on a field of the node alone. */
function wordOf(node: Node): string | undefined {
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? 'nullif' : undefined;
  if ('SQLValueFunction' in node) return valueFunctions[node.SQLValueFunction.op ?? ''];
  if ('MinMaxExpr' in node) return node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest';
  if ('XmlExpr' in node) return node.XmlExpr.op === 'IS_DOCUMENT' ? undefined : node.XmlExpr.op?.slice('IS_'.length).toLowerCase();
  if ('JsonFuncExpr' in node) return node.JsonFuncExpr.op?.slice(0, -'_OP'.length).toLowerCase();
  return undefined;
}

function subLinkName({ subLinkType, subselect }: Extract<Node, { SubLink: unknown }>['SubLink']): Figured {
  if (subLinkType === 'EXISTS_SUBLINK') return own('exists');
  if (subLinkType === 'ARRAY_SUBLINK') return own('array');
  if (subLinkType !== 'EXPR_SUBLINK' || !subselect || !('SelectStmt' in subselect)) return unnamed;
  let select = subselect.SelectStmt;
  while (select.larg) select = select.larg;
  const target = select.targetList?.[0];
  if (!target || !('ResTarget' in target)) return unnamed;
  const { name, val } = target.ResTarget;
  return own(name ?? (val && figureColumnName(val)) ?? '?column?');
}

function own(name: string | undefined): Figured {
  return name === undefined ? unnamed : [name, 2];
}

/** The last name in a list of names, subscripts and stars. */
function lastWord(nodes: readonly Node[] | undefined): string | undefined {
  for (let index = (nodes?.length ?? 0) - 1; index >= 0; index--) {
    const node = nodes?.[index];
    if (node && 'String' in node) return word(node);
  }
  return undefined;
}
