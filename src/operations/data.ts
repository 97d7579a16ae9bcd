import type { DeleteStmt, InsertStmt, MergeStmt, Node, RangeVar, UpdateStmt } from '../parser/nodes.ts';
import type { Context, Handlers, Lowered } from './context.ts';
import type { Draft } from './draft.ts';
import { expression } from './expressions.ts';
import type { Expression, Operation, OperationOf, QualifiedName } from './operation.ts';
import { asQuery, readQuery, readSource, readWith } from './queries.ts';
import { Reading } from './reading.ts';
import { Scope, type WithQueries } from './scope.ts';

type Assignment = OperationOf<'update'>['set'][number];

const none: readonly never[] = [];

export const dataHandlers: Handlers = {
  InsertStmt: (node, context) => insert(node, context, undefined),
  UpdateStmt: (node, context) => update(node, context, undefined),
  DeleteStmt: (node, context) => remove(node, context, undefined),
  MergeStmt: (node, context) => merge(node, context, undefined),
  TruncateStmt: ({ relations = [], behavior, restart_seqs }, context) =>
    relations.map((node, index): Operation => {
      const relation = 'RangeVar' in node ? node.RangeVar : undefined;
      return {
        kind: 'truncate',
        mark: context.object(index, relations.length),
        table: context.relation(relation),
        cascade: behavior === 'DROP_CASCADE',
        ...onlyOf(relation),
        ...(restart_seqs ? { restartIdentity: true } : {}),
      };
    }),
};

/** The writes inside a statement's WITH clause, as operations of their own. */
export function lowerWrites(reading: Reading, context: Context): readonly Operation[] {
  if (reading.writes.length === 0) return none;
  return reading.writes.flatMap(({ node, withQueries }) => {
    if ('InsertStmt' in node) return insert(node.InsertStmt, context, withQueries);
    if ('UpdateStmt' in node) return update(node.UpdateStmt, context, withQueries);
    if ('DeleteStmt' in node) return remove(node.DeleteStmt, context, withQueries);
    return 'MergeStmt' in node ? merge(node.MergeStmt, context, withQueries) : none;
  });
}

/** The operation of a statement, behind those of its WITH clause. */
function behindWrites(reading: Reading, context: Context, operation: Operation): Lowered {
  return reading.writes.length === 0 ? operation : [...lowerWrites(reading, context), operation];
}

/** ONLY before the name of a table. */
function onlyOf(relation: RangeVar | undefined): { readonly only?: true } {
  return relation?.inh ? {} : { only: true };
}

function targetName(target: Node): string {
  return 'ResTarget' in target ? (target.ResTarget.name ?? '') : '';
}

let lastTargets: readonly Node[] | undefined;
let lastColumns: readonly string[] = none;

/** The columns of an INSERT; those with one tree for all, one behind the other, have one list. */
function columnsOf(targets: readonly Node[]): readonly string[] {
  if (targets !== lastTargets) {
    lastTargets = targets;
    lastColumns = targets.map(targetName);
  }
  return lastColumns;
}

function insert(node: InsertStmt, context: Context, inherited: WithQueries | undefined): Lowered {
  const { relation, cols, selectStmt, withClause, onConflictClause } = node;
  const operation: Draft<OperationOf<'insert'>> = {
    kind: 'insert',
    mark: context.whole,
    table: context.relation(relation),
    columns: cols ? columnsOf(cols) : none,
    from: undefined,
    onConflict: onConflictClause !== undefined,
    conflictSets: onConflictClause?.targetList?.map(targetName),
  };
  const query = selectStmt && 'SelectStmt' in selectStmt ? selectStmt.SelectStmt : undefined;
  // `INSERT INTO t WITH … VALUES …` hangs its WITH on the VALUES: that is a query.
  const isData = !query || (query.valuesLists !== undefined && !query.withClause);
  if (isData && !withClause) return operation;
  const reading = new Reading(context.names);
  const withQueries = withClause ? readWith(withClause, reading, undefined, inherited) : inherited;
  const output = isData || !selectStmt ? undefined : readQuery(selectStmt, reading, undefined, withQueries);
  if (output) operation.from = asQuery(reading, output);
  return behindWrites(reading, context, operation);
}

/** What an UPDATE, DELETE or MERGE sees: the table under its alias, then what it reads beside it. */
interface Target {
  readonly table: QualifiedName;
  readonly scope: Scope;
  readonly reading: Reading;
}

function target(relation: RangeVar | undefined, node: UpdateStmt | DeleteStmt | MergeStmt, context: Context, inherited: WithQueries | undefined): Target {
  const reading = new Reading(context.names);
  const withQueries = node.withClause ? readWith(node.withClause, reading, undefined, inherited) : inherited;
  const table = context.relation(relation);
  const scope = new Scope(undefined, withQueries);
  scope.add({ alias: relation?.alias?.aliasname ?? relation?.relname ?? '', relation: table });
  return { table, scope, reading };
}

function update(node: UpdateStmt, context: Context, inherited: WithQueries | undefined): Lowered {
  const { relation, targetList, whereClause, fromClause } = node;
  const { table, scope, reading } = target(relation, node, context, inherited);
  for (const item of fromClause ?? none) readSource(item, reading, scope);
  const set = assignments(targetList, context, scope, reading);
  const where = whereClause && expression(whereClause, context, scope, reading);
  const from = readsBeside(reading, fromClause) ? asQuery(reading, none) : undefined;
  const operation: Draft<OperationOf<'update'>> = { kind: 'update', mark: context.whole, table, set, where, from };
  if (!relation?.inh) operation.only = true;
  return behindWrites(reading, context, operation);
}

function remove(node: DeleteStmt, context: Context, inherited: WithQueries | undefined): Lowered {
  const { relation, whereClause, usingClause } = node;
  const { table, scope, reading } = target(relation, node, context, inherited);
  for (const item of usingClause ?? none) readSource(item, reading, scope);
  const where = whereClause && expression(whereClause, context, scope, reading);
  const from = readsBeside(reading, usingClause) ? asQuery(reading, none) : undefined;
  const operation: Draft<OperationOf<'delete'>> = { kind: 'delete', mark: context.whole, table, where, from };
  if (!relation?.inh) operation.only = true;
  return behindWrites(reading, context, operation);
}

/** Whether a statement reads anything beside its table. */
function readsBeside(reading: Reading, from: readonly Node[] | undefined): boolean {
  return from !== undefined || reading.relations.length > 0;
}

function assignments(targets: readonly Node[] | undefined, context: Context, scope: Scope, reading: Reading): readonly Assignment[] {
  const set: Assignment[] = [];
  for (const node of targets ?? none) {
    if (!('ResTarget' in node) || !node.ResTarget.val) continue;
    const { name = '', val } = node.ResTarget;
    set.push({ column: name, value: assigned(val, context, scope, reading) });
  }
  return set;
}

/** One value of `(a, b) = (1, 2)`; of `(a, b) = (SELECT …)` the whole query. */
function assigned(node: Node, context: Context, scope: Scope, reading: Reading): Expression {
  if (!('MultiAssignRef' in node)) return expression(node, context, scope, reading);
  const { source, colno = 1 } = node.MultiAssignRef;
  const part = source && 'RowExpr' in source ? source.RowExpr.args?.[colno - 1] : source;
  return expression(part ?? node, context, scope, reading);
}

/** MERGE is the writes that it may do, each once for each WHEN. */
function merge(node: MergeStmt, context: Context, inherited: WithQueries | undefined): readonly Operation[] {
  const { relation, sourceRelation, joinCondition, mergeWhenClauses } = node;
  const { table, scope, reading } = target(relation, node, context, inherited);
  if (sourceRelation) readSource(sourceRelation, reading, scope);
  const where = joinCondition && expression(joinCondition, context, scope, reading);
  const clauses = (mergeWhenClauses ?? none).flatMap((when) => ('MergeWhenClause' in when ? [when.MergeWhenClause] : []));
  const sets = clauses.map(({ commandType, targetList }) => (commandType === 'CMD_UPDATE' ? assignments(targetList, context, scope, reading) : none));
  const from = asQuery(reading, none);
  const base = { mark: context.whole, table, where, from };
  const writes = clauses.flatMap(({ commandType, targetList }, index): readonly Operation[] => {
    if (commandType === 'CMD_UPDATE') return [{ kind: 'update', ...base, set: sets[index] ?? none }];
    if (commandType === 'CMD_DELETE') return [{ kind: 'delete', ...base }];
    if (commandType !== 'CMD_INSERT') return none;
    const columns = targetList?.map((each) => ('ResTarget' in each ? (each.ResTarget.name ?? '') : '')) ?? none;
    return [{ kind: 'insert', mark: context.whole, table, columns, from, onConflict: false }];
  });
  const operations = writes.length > 0 ? writes : [{ kind: 'other', mark: context.whole, command: 'merge', options: none, table } as const];
  return [...lowerWrites(reading, context), ...operations];
}
