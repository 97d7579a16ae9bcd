import type { IndexStmt, Node } from '../parser/nodes.ts';
import type { Context, Handlers } from './context.ts';
import { expression } from './expressions.ts';
import type { IndexKey, Operation } from './operation.ts';

const none: readonly never[] = [];

export const indexHandlers: Handlers = { IndexStmt: createIndex };

function createIndex(node: IndexStmt, context: Context): readonly Operation[] {
  const { idxname, relation, indexParams, indexIncludingParams, whereClause } = node;
  return [
    {
      kind: 'create-index',
      mark: context.whole,
      table: context.relation(relation),
      ...(idxname === undefined ? {} : { index: idxname }),
      unique: node.unique ?? false,
      concurrently: node.concurrent ?? false,
      ifNotExists: node.if_not_exists ?? false,
      only: relation?.inh !== true,
      method: node.accessMethod ?? 'btree',
      keys: indexParams?.map((param) => indexKey(param, context)) ?? none,
      include: indexIncludingParams?.map((param) => ('IndexElem' in param ? (param.IndexElem.name ?? '') : '')) ?? none,
      ...(whereClause ? { where: expression(whereClause, context) } : {}),
      nullsNotDistinct: node.nulls_not_distinct ?? false,
    },
  ];
}

function indexKey(node: Node, context: Context): IndexKey {
  if (!('IndexElem' in node)) return {};
  const { name, expr } = node.IndexElem;
  if (name !== undefined) return { column: name };
  if (!expr) return {};
  const bare = bareColumn(expr);
  return bare === undefined ? { expression: expression(expr, context) } : { column: bare };
}

/** `((a))`: PostgreSQL takes a column in brackets for the column (ComputeIndexAttrs). */
function bareColumn(node: Node): string | undefined {
  if (!('ColumnRef' in node)) return undefined;
  const { fields } = node.ColumnRef;
  const [only] = fields ?? none;
  return fields?.length === 1 && only && 'String' in only ? only.String.sval : undefined;
}
