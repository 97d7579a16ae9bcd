import type { IndexStmt, Node } from '../parser/nodes.ts';
import { figureColumnName } from './column-names.ts';
import type { Context, Handlers } from './context.ts';
import type { Draft } from './draft.ts';
import { expression } from './expressions.ts';
import type { Expression, IndexKey, Operation } from './operation.ts';

const none: readonly never[] = [];

export const indexHandlers: Handlers = { IndexStmt: createIndex };

function createIndex(node: IndexStmt, context: Context): Operation {
  const { idxname, relation, indexParams, indexIncludingParams, whereClause } = node;
  return {
    kind: 'create-index',
    mark: context.whole,
    table: context.relation(relation),
    index: idxname,
    unique: node.unique ?? false,
    concurrently: node.concurrent ?? false,
    ifNotExists: node.if_not_exists ?? false,
    only: relation?.inh !== true,
    method: node.accessMethod ?? 'btree',
    keys: indexParams?.map((param) => indexKey(param, context)) ?? none,
    include: indexIncludingParams?.map((param) => ('IndexElem' in param ? (param.IndexElem.name ?? '') : '')) ?? none,
    where: whereClause && expression(whereClause, context),
    nullsNotDistinct: node.nulls_not_distinct ?? false,
  };
}

function indexKey(node: Node, context: Context): IndexKey {
  if (!('IndexElem' in node)) return {};
  const { name, expr } = node.IndexElem;
  if (name !== undefined) return { column: name };
  if (!expr) return {};
  const bare = bareColumn(expr);
  return bare === undefined ? { expression: keyExpression(expr, context) } : { column: bare };
}

function keyExpression(node: Node, context: Context): Expression {
  const key: Draft<Expression> = expression(node, context);
  key.label = figureColumnName(node) ?? 'expr';
  return key;
}

/** `((a))`: PostgreSQL takes a column in brackets for the column (ComputeIndexAttrs). */
function bareColumn(node: Node): string | undefined {
  if (!('ColumnRef' in node)) return undefined;
  const { fields } = node.ColumnRef;
  const [only] = fields ?? none;
  return fields?.length === 1 && only && 'String' in only ? only.String.sval : undefined;
}
