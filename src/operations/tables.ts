import type { CreateStmt, CreateTableAsStmt, IntoClause, Node, PartitionSpec, TableLikeClause } from '../parser/nodes.ts';
import { columnDefinition } from './columns.ts';
import { constraintDefinition } from './constraints.ts';
import type { Context, Handlers } from './context.ts';
import { lowerWrites } from './data.ts';
import type { Draft } from './draft.ts';
import { expression } from './expressions.ts';
import type { ColumnDefinition, ConstraintDefinition, LikeOption, Operation, OperationOf } from './operation.ts';
import { queryOf } from './queries.ts';
import { Reading } from './reading.ts';
import { createMaterializedView } from './views.ts';
import { word } from './words.ts';

const none: readonly never[] = [];

/** Bits of `TableLikeOption` in src/include/nodes/parsenodes.h, the lowest first. */
const likeOptions: readonly LikeOption[] = ['comments', 'compression', 'constraints', 'defaults', 'generated', 'identity', 'indexes', 'statistics', 'storage'];

const strategies: Readonly<Record<string, string>> = {
  PARTITION_STRATEGY_LIST: 'list',
  PARTITION_STRATEGY_RANGE: 'range',
  PARTITION_STRATEGY_HASH: 'hash',
};

type CreateTable = OperationOf<'create-table'>;

export const tableHandlers: Handlers = {
  CreateStmt: (node, context) => createTable(node, context, false),
  CreateForeignTableStmt: ({ base }, context) => createTable(base ?? {}, context, true),
  CreateTableAsStmt: createTableAs,
};

function createTable(node: CreateStmt, context: Context, foreign: boolean): Operation {
  const { relation, inhRelations, partbound, partspec, ofTypename } = node;
  const table = context.created(relation);
  const parents = inhRelations?.map((parent) => context.relation('RangeVar' in parent ? parent.RangeVar : undefined));
  const operation: Draft<CreateTable> = {
    kind: 'create-table',
    mark: context.whole,
    table,
    ifNotExists: node.if_not_exists ?? false,
    temporary: relation?.relpersistence === 't' || table.schema === 'pg_temp',
    unlogged: relation?.relpersistence === 'u',
    columns: none,
    constraints: none,
    inherits: partbound ? none : (parents ?? none),
    like: none,
    foreign,
  };
  addElements(operation, node, context);
  const [parent] = parents ?? none;
  if (partbound && parent) operation.partitionOf = { parent, default: partbound.is_default ?? false };
  if (partspec) operation.partitionBy = partitionBy(partspec, context);
  if (ofTypename) {
    const { schema, name } = context.type(ofTypename);
    operation.ofType = { schema, name };
  }
  return operation;
}

function addElements(operation: Draft<CreateTable>, node: CreateStmt, context: Context): void {
  const columns: Draft<ColumnDefinition>[] = [];
  const constraints: ConstraintDefinition[] = [];
  const like: CreateTable['like'][number][] = [];
  const place = { table: operation.table };
  for (const element of node.tableElts ?? none) {
    if ('ColumnDef' in element) {
      columns.push(columnDefinition(element.ColumnDef, context, operation.table));
    } else if ('Constraint' in element) {
      const constraint = constraintDefinition(element.Constraint, context, place);
      if (constraint) constraints.push(constraint);
    } else if ('TableLikeClause' in element) {
      like.push(likeClause(element.TableLikeClause, context, columns.length));
    }
  }
  for (const constraint of constraints) setNotNull(constraint, columns);
  operation.columns = columns;
  operation.constraints = constraints;
  operation.like = like;
}

/** The columns of a primary key are not null, wherever the key is written. */
function setNotNull(constraint: ConstraintDefinition, columns: readonly Draft<ColumnDefinition>[]): void {
  if (constraint.type !== 'primary key' && constraint.type !== 'not null') return;
  for (const column of columns) if (constraint.columns.includes(column.name)) column.notNull = true;
}

function likeClause({ relation, options = 0 }: TableLikeClause, context: Context, after: number): CreateTable['like'][number] {
  return { table: context.relation(relation), including: likeOptions.filter((_, bit) => options & (1 << bit)), after };
}

/** The columns of the key, those in its expressions included. */
function partitionBy({ strategy, partParams }: PartitionSpec, context: Context): NonNullable<CreateTable['partitionBy']> {
  const columns = (partParams ?? none).flatMap((param): readonly string[] => {
    if (!('PartitionElem' in param)) return none;
    const { name, expr } = param.PartitionElem;
    if (name !== undefined) return [name];
    return expr ? expression(expr, context).columns.map(({ column }) => column) : none;
  });
  return { strategy: strategies[strategy ?? ''] ?? '', columns };
}

function createTableAs({ query, into, objtype, if_not_exists }: CreateTableAsStmt, context: Context): readonly Operation[] {
  if (objtype === 'OBJECT_MATVIEW') return createMaterializedView(query, into, if_not_exists ?? false, context);
  return createFromQuery(query, into, if_not_exists ?? false, context);
}

/** CREATE TABLE AS and SELECT INTO. */
export function createFromQuery(query: Node | undefined, into: IntoClause | undefined, ifNotExists: boolean, context: Context): readonly Operation[] {
  const reading = new Reading(context.names);
  const read = queryOf(query, reading);
  const renames = into?.colNames;
  const output = renames ? read.output.map((column, index) => ({ ...column, name: word(renames[index]) || column.name })) : read.output;
  const persistence = into?.rel?.relpersistence;
  const create: Operation = {
    kind: 'create-table',
    mark: context.whole,
    table: context.created(into?.rel),
    ifNotExists,
    temporary: persistence === 't',
    unlogged: persistence === 'u',
    columns: none,
    constraints: none,
    inherits: none,
    like: none,
    as: { ...read, output },
    foreign: false,
  };
  return [...lowerWrites(reading, context), create];
}
