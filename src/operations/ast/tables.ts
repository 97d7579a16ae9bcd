import type { Ast } from '../../parser/ast-reader.ts';
import type { ColumnDefinition, ConstraintDefinition, LikeOption, Operation, OperationOf } from '../operation.ts';
import type { Draft } from '../draft.ts';
import { columnDefinition } from './columns.ts';
import { constraintDefinition } from './constraints.ts';
import type { AstContext } from './context.ts';
import { isColumnWithoutType } from './false-readings.ts';
import type { AstHandlers } from './handlers.ts';

type Like = OperationOf<'create-table'>['like'][number];

const none: readonly never[] = [];

const likeOptions: readonly LikeOption[] = ['comments', 'compression', 'constraints', 'defaults', 'generated', 'identity', 'indexes', 'statistics', 'storage'];

export const tableHandlers: AstHandlers = { 'create table': createTable };

function createTable(statement: Ast.CreateTableStatement, context: AstContext): readonly Operation[] | undefined {
  const temporary = statement.temporary ?? false;
  const table = context.created(statement.name, temporary);
  const columns: Draft<ColumnDefinition>[] = [];
  const like: Like[] = [];
  for (const element of statement.columns) {
    if (element.kind === 'like table') like.push(likeClause(element, context, columns.length));
    else if (isColumnWithoutType(element)) return undefined;
    else columns.push(columnDefinition(element, context, table));
  }
  const constraints = (statement.constraints ?? none).flatMap((constraint) => constraintDefinition(constraint, context, { table }) ?? none);
  for (const constraint of constraints) setNotNull(constraint, columns);
  return [
    {
      kind: 'create-table',
      mark: context.whole,
      table,
      ifNotExists: statement.ifNotExists ?? false,
      temporary: temporary || table.schema === 'pg_temp',
      unlogged: statement.unlogged ?? false,
      columns,
      constraints,
      inherits: statement.inherits?.map((parent) => context.relation(parent)) ?? none,
      like,
      foreign: false,
    },
  ];
}

/** The columns of a primary key are not null, wherever the key is written. */
function setNotNull(constraint: ConstraintDefinition, columns: readonly Draft<ColumnDefinition>[]): void {
  if (constraint.type !== 'primary key') return;
  for (const column of columns) if (constraint.columns.includes(column.name)) column.notNull = true;
}

/** INCLUDING and EXCLUDING work from left to right. */
function likeClause({ like, options }: Ast.CreateColumnsLikeTable, context: AstContext, after: number): Like {
  const including = new Set<LikeOption>();
  for (const { verb, option } of options) {
    for (const each of option === 'all' ? likeOptions : [option]) {
      if (verb === 'including') including.add(each);
      else including.delete(each);
    }
  }
  return { table: context.relation(like), including: likeOptions.filter((option) => including.has(option)), after };
}
