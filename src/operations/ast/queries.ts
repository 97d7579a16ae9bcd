import type { Ast } from '../../parser/ast-reader.ts';
import type { OutputColumn, Query } from '../operation.ts';
import { findSource, Scope, withQuery, type Source, type WithQueries } from '../scope.ts';
import { figureColumnName } from './column-names.ts';
import type { AstContext } from './context.ts';
import { astOutputType } from './output-types.ts';
import type { AstReading } from './reading.ts';
import { folded, nameOf, namesOf } from './words.ts';

type Output = readonly OutputColumn[];

/** Rows of VALUES that are read for columns and functions; data beyond that is data. */
const valuesRead = 20;

/** What a query reads and returns. */
export function queryOf(query: Ast.WithStatementBinding, reading: AstReading, withQueries?: WithQueries): Query {
  const output = readQuery(query, reading, undefined, withQueries) ?? [];
  return asQuery(reading, output);
}

export function asQuery({ relations, columns, star }: AstReading, output: Output): Query {
  return { relations, columns, star, output };
}

/**
 * Reads a query of any kind.
 *
 * @returns its output columns; undefined where only a server could tell
 */
export function readQuery(query: Ast.WithStatementBinding, reading: AstReading, outer: Scope | undefined, withQueries: WithQueries | undefined): Output | undefined {
  switch (query.type) {
    case 'select':
      return readSelect(query, reading, outer, withQueries);
    case 'values':
      return readValues(query, reading, new Scope(outer, withQueries));
    case 'union':
    case 'union all': {
      const output = readQuery(withoutOrder(query.left), reading, outer, withQueries);
      readQuery(withoutOrder(query.right), reading, outer, withQueries);
      return output;
    }
    case 'with':
    case 'with recursive':
      return readQuery(query.in, reading, outer, readWith(query, reading, outer, withQueries));
    default:
      return readWrite(query, reading, outer, withQueries);
  }
}

/** The tree gives the last SELECT of a UNION what belongs to the UNION: its ORDER BY names output columns. */
function withoutOrder(query: Ast.SelectStatement): Ast.SelectStatement {
  return query.type === 'select' ? { ...query, orderBy: null } : query;
}

function readWrite(statement: Ast.InsertStatement | Ast.UpdateStatement | Ast.DeleteStatement, reading: AstReading, outer: Scope | undefined, withQueries: WithQueries | undefined): Output {
  reading.astWrites.push({ statement, withQueries });
  const table = tableOf(statement);
  const scope = new Scope(outer, withQueries);
  scope.add({ alias: folded(table.alias ?? table.name), relation: reading.context.relation(table) });
  return readTargets(statement.returning, reading, scope);
}

function tableOf(statement: Ast.InsertStatement | Ast.UpdateStatement | Ast.DeleteStatement): Ast.QNameAliased {
  if (statement.type === 'insert') return statement.into;
  return statement.type === 'update' ? statement.table : statement.from;
}

/** @returns the WITH queries that the statement sees, its own before those around it */
export function readWith(clause: Ast.WithStatement | Ast.WithRecursiveStatement, reading: AstReading, outer: Scope | undefined, inherited: WithQueries | undefined): WithQueries | undefined {
  if (clause.type === 'with recursive') {
    const name = nameOf(clause.alias);
    const output = readQuery(clause.bind, reading, outer, { name, output: undefined, next: inherited });
    return { name, output: renamed(output, namesOf(clause.columnNames)), next: inherited };
  }
  let list = inherited;
  for (const { alias, statement } of clause.bind) {
    list = { name: nameOf(alias), output: readQuery(statement, reading, outer, list), next: list };
  }
  return list;
}

function readSelect(select: Ast.SelectFromStatement, reading: AstReading, outer: Scope | undefined, withQueries: WithQueries | undefined): Output {
  const scope = new Scope(outer, withQueries);
  for (const item of select.from ?? []) readSource(item, reading, scope);
  const output = readTargets(select.columns, reading, scope);
  const { where, having, distinct, limit } = select;
  reading.readAst([where, having, distinct, limit?.limit, limit?.offset], scope);
  const aliases = new Set(select.columns?.flatMap(({ alias }) => (alias ? [nameOf(alias)] : [])));
  const keys = [...(select.groupBy ?? []), ...(select.orderBy ?? []).map(({ by }) => by)];
  // ORDER BY and GROUP BY may name an output column instead of one of a relation.
  for (const key of keys) if (key.type !== 'ref' || key.table || !aliases.has(folded(key.name))) reading.readAst(key, scope);
  return output;
}

function readValues({ values }: Ast.ValuesStatement, reading: AstReading, scope: Scope): Output {
  for (let index = 0; index < values.length && index < valuesRead; index++) reading.readAst(values[index], scope);
  return (values[0] ?? []).map((cell, index) => withType({ name: `column${index + 1}` }, cell, reading.context));
}

/** Reads an item of a FROM clause, and what joins it to those before, into a scope. */
export function readSource(item: Ast.From, reading: AstReading, scope: Scope): void {
  scope.add(sourceOf(item, reading, scope));
  const { join } = item;
  if (!join) return;
  if (join.using) scope.merged = true;
  for (const column of join.using ?? []) reading.addColumn({ column: nameOf(column) });
  reading.readAst(join.on, scope);
}

function sourceOf(item: Ast.From, reading: AstReading, scope: Scope): Source {
  switch (item.type) {
    case 'table':
      return tableSource(item.name, reading, scope);
    case 'statement': {
      const output = readQuery(item.statement, reading, item.lateral ? scope : scope.outer, scope.withQueries);
      return derived(folded(item.alias), renamed(output, namesOf(item.columnNames ?? [])));
    }
    case 'call': {
      reading.readAst({ ...item, join: undefined, alias: undefined }, scope);
      const columns = namesOf(item.alias?.columns ?? []);
      return derived(item.alias ? nameOf(item.alias) : '', columns.length > 0 ? columns.map((name) => ({ name })) : undefined);
    }
  }
}

function tableSource(name: Ast.QNameMapped, reading: AstReading, scope: Scope): Source {
  const alias = folded(name.alias ?? name.name);
  const renames = namesOf(name.columnNames ?? []);
  const query = name.schema === undefined ? withQuery(folded(name.name), scope.withQueries) : undefined;
  if (query) return derived(alias, renamed(query.output, renames));
  const relation = reading.context.relation(name);
  reading.addRelation(relation);
  return renames.length > 0 ? { alias } : { alias, relation };
}

function derived(alias: string, output: Output | undefined): Source {
  return output ? { alias, output } : { alias };
}

/** Output columns under the names that an alias gives them: `AS x (a, b)`. */
function renamed(output: Output | undefined, names: readonly string[]): Output | undefined {
  if (!output || names.length === 0) return output;
  if (output.some(({ star }) => star)) return undefined;
  return output.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

function readTargets(targets: readonly Ast.SelectedColumn[] | null | undefined, reading: AstReading, scope: Scope): Output {
  const output: OutputColumn[] = [];
  for (const { expr, alias } of targets ?? []) {
    const name = alias && nameOf(alias);
    if (expr.type !== 'ref') {
      reading.readAst(expr, scope);
      output.push(withType({ name: name ?? figureColumnName(expr) ?? '?column?' }, expr, reading.context));
    } else if (expr.name === '*') {
      reading.readStar(expr, scope);
      pushStar(expr, scope, output);
    } else {
      const { reads, from, type } = reading.resolve(expr, scope);
      if (reads) reading.addColumn(reads);
      output.push({ name: name ?? folded(expr.name), ...(from ? { from } : {}), ...(type ? { type } : {}) });
    }
  }
  return output;
}

/** `*` is the sum of its sources where each of them is known. */
function pushStar({ table }: Ast.ExprRef, scope: Scope, output: OutputColumn[]): void {
  if (table) pushSource(findSource(folded(table.name), scope), output);
  else if (scope.merged || scope.sources.some((each) => !each.relation && !each.output)) pushSource(undefined, output);
  else for (const each of scope.sources) pushSource(each, output);
}

function pushSource(source: Source | undefined, output: OutputColumn[]): void {
  if (source?.output) output.push(...source.output);
  else if (source?.relation) output.push({ name: '*', star: true, from: { relation: source.relation, column: '*' } });
  else output.push({ name: '*', star: true });
}

function withType(column: OutputColumn, expression: Ast.Expr, context: AstContext): OutputColumn {
  const type = astOutputType(expression, context);
  return type ? { ...column, type } : column;
}
