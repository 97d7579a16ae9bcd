import type { Ast } from '../../parser/ast-reader.ts';
import type { Operation, OperationOf, QualifiedName } from '../operation.ts';
import { Scope, type WithQueries } from '../scope.ts';
import type { AstContext } from './context.ts';
import { expression } from './expressions.ts';
import type { AstHandlers } from './handlers.ts';
import { asQuery, queryOf, readQuery, readSource, readWith } from './queries.ts';
import { AstReading } from './reading.ts';
import { folded, nameOf, namesOf } from './words.ts';

type With = Ast.WithStatement | Ast.WithRecursiveStatement;

const none: readonly never[] = [];

export const dataHandlers: AstHandlers = {
  insert: (statement, context) => insert(statement, context, undefined),
  update: (statement, context) => update(statement, context, undefined),
  delete: (statement, context) => remove(statement, context, undefined),
  'truncate table': ({ tables, cascade, identity }, context) =>
    tables.map((table, index) => ({ kind: 'truncate', mark: context.object(index, tables.length), table: context.relation(table), cascade: cascade === 'cascade', ...(identity === 'restart' ? { restartIdentity: true } : {}) })),
  select,
  union: select,
  'union all': select,
  values: select,
  with: lowerWith,
  'with recursive': lowerWith,
};

function lowerWith(statement: With, context: AstContext): readonly Operation[] | undefined {
  const { in: main } = statement;
  switch (main.type) {
    case 'insert':
      return insert(main, context, undefined, statement);
    case 'update':
      return update(main, context, undefined, statement);
    case 'delete':
      return remove(main, context, undefined, statement);
    default:
      return select(statement, context);
  }
}

/** A query that is run for its result or for what its functions do. */
function select(query: Ast.SelectStatement, context: AstContext): readonly Operation[] | undefined {
  const reading = new AstReading(context);
  const read = queryOf(query, reading);
  // `SELECT set_config('search_path', '', false)` is a SET: left to the first reader.
  if (reading.functions.some(({ name }) => name === 'set_config')) return undefined;
  return [...lowerWrites(reading), { kind: 'select', mark: context.whole, query: read, functions: reading.functions }];
}

/** The writes inside a statement's WITH clause, as operations of their own. */
export function lowerWrites({ astWrites, context }: AstReading): readonly Operation[] {
  return astWrites.flatMap(({ statement, withQueries }): readonly Operation[] => {
    if (statement.type === 'insert') return insert(statement, context, withQueries) ?? none;
    return statement.type === 'update' ? update(statement, context, withQueries) : remove(statement, context, withQueries);
  });
}

function insert({ into, columns, insert: query, onConflict }: Ast.InsertStatement, context: AstContext, inherited: WithQueries | undefined, clause?: With): readonly Operation[] | undefined {
  // The tree takes an INSERT of nothing for one; the types say it cannot be.
  const source: Ast.SelectStatement | null = query;
  if (!(source as unknown)) return undefined;
  const base = {
    kind: 'insert',
    mark: context.whole,
    table: context.relation(into),
    columns: columns ? namesOf(columns) : none,
    onConflict: Boolean(onConflict),
    ...(onConflict && onConflict.do !== 'do nothing' ? { conflictSets: onConflict.do.sets.map(({ column }) => nameOf(column)) } : {}),
  } as const;
  const isData = source.type === 'values';
  if (isData && !clause) return [base];
  const reading = new AstReading(context);
  const withQueries = clause ? readWith(clause, reading, undefined, inherited) : inherited;
  const output = isData ? undefined : readQuery(source, reading, undefined, withQueries);
  return [...lowerWrites(reading), output ? { ...base, from: asQuery(reading, output) } : base];
}

/** What an UPDATE or DELETE sees: the table under its alias, then what it reads beside it. */
interface Target {
  readonly table: QualifiedName;
  readonly scope: Scope;
  readonly reading: AstReading;
}

function target(written: Ast.QNameAliased, clause: With | undefined, context: AstContext, inherited: WithQueries | undefined): Target {
  const reading = new AstReading(context);
  const withQueries = clause ? readWith(clause, reading, undefined, inherited) : inherited;
  const table = context.relation(written);
  const scope = new Scope(undefined, withQueries);
  scope.add({ alias: folded(written.alias ?? written.name), relation: table });
  return { table, scope, reading };
}

function update(statement: Ast.UpdateStatement, context: AstContext, inherited: WithQueries | undefined, clause?: With): readonly Operation[] {
  const { table, scope, reading } = target(statement.table, clause, context, inherited);
  const { from } = statement;
  if (from) readSource(from, reading, scope);
  const set = statement.sets.map(({ column, value }) => ({ column: nameOf(column), value: expression(value, context, scope, reading) }));
  const where = statement.where && expression(statement.where, context, scope, reading);
  return [...lowerWrites(reading), { kind: 'update', mark: context.whole, table, set, ...(where ? { where } : {}), ...beside(reading, Boolean(from)) }];
}

function remove(statement: Ast.DeleteStatement, context: AstContext, inherited: WithQueries | undefined, clause?: With): readonly Operation[] {
  const { table, scope, reading } = target(statement.from, clause, context, inherited);
  const where = statement.where && expression(statement.where, context, scope, reading);
  return [...lowerWrites(reading), { kind: 'delete', mark: context.whole, table, ...(where ? { where } : {}), ...beside(reading, false) }];
}

/** What a statement reads beside its table, where there is anything. */
function beside(reading: AstReading, hasFrom: boolean): { readonly from?: OperationOf<'delete'>['from'] & object } {
  return hasFrom || reading.relations.length > 0 ? { from: asQuery(reading, none) } : {};
}
