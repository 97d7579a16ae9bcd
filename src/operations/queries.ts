import type { JoinExpr, Node, RangeFunction, SelectStmt, WithClause } from '../parser/nodes.ts';
import { figureColumnName } from './column-names.ts';
import { withItem } from './lists.ts';
import type { OutputColumn, Query } from './operation.ts';
import { outputType } from './output-types.ts';
import type { Reading } from './reading.ts';
import { findSource, resolveColumn, Scope, withQuery, type Source, type WithQueries } from './scope.ts';
import { typeName } from './type-names.ts';
import { word, words } from './words.ts';

/** Rows of VALUES that are read for columns and functions; data beyond that is data. */
const valuesRead = 20;

/** What a query reads and returns. */
export function queryOf(node: Node | undefined, reading: Reading, withQueries?: WithQueries): Query {
  const output = readQuery(node, reading, undefined, withQueries) ?? [];
  return asQuery(reading, output);
}

export function asQuery({ relations, columns, star }: Reading, output: readonly OutputColumn[]): Query {
  return { relations, columns, star, output };
}

/**
 * Reads a query of any kind.
 *
 * @returns its output columns; undefined where only a server could tell
 */
export function readQuery(node: Node | undefined, reading: Reading, outer: Scope | undefined, withQueries: WithQueries | undefined): readonly OutputColumn[] | undefined {
  if (node === undefined) return undefined;
  if ('SelectStmt' in node) return readSelect(node.SelectStmt, reading, outer, withQueries);
  const returning = returningOf(node);
  if (!returning) return undefined;
  reading.writes = withItem(reading.writes, { node, withQueries });
  const scope = new Scope(outer, withQueries);
  scope.add({ alias: returning.relation?.alias?.aliasname ?? returning.relation?.relname ?? '', relation: reading.names.relation(returning.relation?.schemaname, returning.relation?.relname ?? '') });
  return readTargets(returning.returningClause?.exprs, reading, scope);
}

function returningOf(node: Node) {
  if ('InsertStmt' in node) return node.InsertStmt;
  if ('UpdateStmt' in node) return node.UpdateStmt;
  if ('DeleteStmt' in node) return node.DeleteStmt;
  return 'MergeStmt' in node ? node.MergeStmt : undefined;
}

/** @param isAsked - whether anybody asks for the output columns */
export function readSelect(select: SelectStmt, reading: Reading, outer: Scope | undefined, inherited: WithQueries | undefined, isAsked = true): readonly OutputColumn[] {
  const withQueries = select.withClause ? readWith(select.withClause, reading, outer, inherited) : inherited;
  if (select.larg && select.rarg) {
    const output = readSelect(select.larg, reading, outer, withQueries, isAsked);
    readSelect(select.rarg, reading, outer, withQueries, false);
    return output;
  }
  const scope = new Scope(outer, withQueries);
  if (select.valuesLists) return readValues(select.valuesLists, reading, scope);
  if (select.fromClause) for (const item of select.fromClause) readSource(item, reading, scope);
  const output = readTargets(select.targetList, reading, scope, isAsked);
  if (select.whereClause) reading.read(select.whereClause, scope);
  if (select.havingClause) reading.read(select.havingClause, scope);
  if (select.distinctClause) reading.read(select.distinctClause, scope);
  if (select.windowClause) reading.read(select.windowClause, scope);
  if (select.limitCount) reading.read(select.limitCount, scope);
  if (select.limitOffset) reading.read(select.limitOffset, scope);
  if (select.groupClause) readSortKeys(select.groupClause, select.targetList, reading, scope);
  if (select.sortClause) readSortKeys(select.sortClause, select.targetList, reading, scope);
  return output;
}

/** ORDER BY and GROUP BY may name an output column instead of one of a relation. */
function readSortKeys(keys: readonly Node[], targets: readonly Node[] | undefined, reading: Reading, scope: Scope): void {
  for (const key of keys) {
    const node = 'SortBy' in key ? key.SortBy.node : key;
    const fields = node && 'ColumnRef' in node ? node.ColumnRef.fields : undefined;
    const name = fields?.length === 1 ? word(fields[0]) : undefined;
    if (name !== undefined && targets?.some((target) => 'ResTarget' in target && target.ResTarget.name === name)) continue;
    reading.read(node, scope);
  }
}

/** @returns the WITH queries that the statement sees, its own before those around it */
export function readWith(clause: WithClause, reading: Reading, outer: Scope | undefined, inherited: WithQueries | undefined): WithQueries | undefined {
  let list = inherited;
  for (const node of clause.ctes ?? []) {
    if (!('CommonTableExpr' in node)) continue;
    const { ctename = '', aliascolnames, ctequery } = node.CommonTableExpr;
    const names = words(aliascolnames);
    const seen: WithQueries | undefined = clause.recursive ? { name: ctename, output: undefined, next: list } : list;
    list = { name: ctename, output: renamed(readQuery(ctequery, reading, outer, seen), names), next: list };
  }
  return list;
}

function readValues(rows: readonly Node[], reading: Reading, scope: Scope): readonly OutputColumn[] {
  for (let index = 0; index < rows.length && index < valuesRead; index++) reading.read(rows[index], scope);
  const [first] = rows;
  const cells = first && 'List' in first ? (first.List.items ?? []) : [];
  return cells.map((cell, index) => outputColumn(`column${index + 1}`, undefined, outputType(cell, reading.names)));
}

/** Reads the items of a FROM or USING clause into a scope. */
export function readSource(item: Node, reading: Reading, scope: Scope): void {
  if ('RangeVar' in item) {
    const { schemaname, relname = '', alias } = item.RangeVar;
    const renames = words(alias?.colnames);
    const name = alias?.aliasname ?? relname;
    const query = schemaname === undefined ? withQuery(relname, scope.withQueries) : undefined;
    if (query) {
      scope.add(derived(name, renamed(query.output, renames)));
      return;
    }
    const relation = reading.names.relation(schemaname, relname);
    reading.addRelation(relation);
    scope.add(renames.length > 0 ? { alias: name } : { alias: name, relation });
  } else if ('RangeSubselect' in item) {
    const { subquery, alias, lateral } = item.RangeSubselect;
    const output = readQuery(subquery, reading, lateral ? scope : scope.outer, scope.withQueries);
    scope.add(derived(alias?.aliasname ?? '', renamed(output, words(alias?.colnames))));
  } else if ('JoinExpr' in item) {
    readJoin(item.JoinExpr, reading, scope);
  } else if ('RangeFunction' in item) {
    readFunction(item.RangeFunction, reading, scope);
  } else if ('RangeTableSample' in item) {
    if (item.RangeTableSample.relation) readSource(item.RangeTableSample.relation, reading, scope);
    reading.read(item.RangeTableSample.args, scope);
  } else {
    reading.read(item, scope);
    for (const content of Object.values(item) as { alias?: { aliasname?: string } }[]) scope.add({ alias: content.alias?.aliasname ?? '' });
  }
}

function readJoin(join: JoinExpr, reading: Reading, scope: Scope): void {
  if (join.larg) readSource(join.larg, reading, scope);
  if (join.rarg) readSource(join.rarg, reading, scope);
  if (join.isNatural || join.usingClause) scope.merged = true;
  for (const column of words(join.usingClause)) reading.addColumn({ column });
  reading.read(join.quals, scope);
  if (join.alias) scope.add({ alias: join.alias.aliasname ?? '' });
}

function readFunction({ functions, alias, coldeflist }: RangeFunction, reading: Reading, scope: Scope): void {
  reading.read(functions, scope);
  const name = alias?.aliasname ?? '';
  const columns = words(alias?.colnames);
  if (coldeflist) {
    const output = coldeflist.map((node): OutputColumn => {
      const definition = 'ColumnDef' in node ? node.ColumnDef : {};
      return { name: definition.colname ?? '', type: typeName(definition.typeName, reading.names) };
    });
    scope.add(derived(name, output));
  } else {
    scope.add(derived(name, columns.length > 0 ? columns.map((column) => ({ name: column })) : undefined));
  }
}

function derived(alias: string, output: readonly OutputColumn[] | undefined): Source {
  return output ? { alias, output } : { alias };
}

/** Output columns under the names that an alias gives them: `AS x (a, b)`. */
function renamed(output: readonly OutputColumn[] | undefined, names: readonly string[]): readonly OutputColumn[] | undefined {
  if (!output || names.length === 0) return output;
  if (output.some(({ star }) => star)) return undefined;
  return output.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

function readTargets(targets: readonly Node[] | undefined, reading: Reading, scope: Scope, isAsked = true): readonly OutputColumn[] {
  const output: OutputColumn[] = [];
  for (const target of targets ?? []) {
    if (!('ResTarget' in target) || !target.ResTarget.val) continue;
    const { name, val } = target.ResTarget;
    if (!('ColumnRef' in val)) {
      reading.read(val, scope);
      if (isAsked) output.push(outputColumn(name ?? figureColumnName(val) ?? '?column?', undefined, outputType(val, reading.names)));
      continue;
    }
    const fields = val.ColumnRef.fields ?? [];
    const last = fields[fields.length - 1];
    if (last && 'A_Star' in last) {
      reading.addStar(fields, scope);
      if (isAsked) pushStar(fields, scope, output);
      continue;
    }
    const { reads, from, type } = resolveColumn(fields, scope, reading.names);
    if (reads) reading.addColumn(reads);
    if (isAsked) output.push(outputColumn(name ?? word(last), from, type));
  }
  return output;
}

/** `*` is the sum of its sources where each of them is known. */
function pushStar(fields: readonly Node[], scope: Scope, output: OutputColumn[]): void {
  const alias = fields.length > 1 ? word(fields.at(-2)) : undefined;
  const source = alias === undefined ? undefined : findSource(alias, scope);
  if (alias !== undefined) {
    pushSource(source, output);
  } else if (scope.merged || scope.sources.some((each) => !each.relation && !each.output)) {
    pushSource(undefined, output);
  } else {
    for (const each of scope.sources) pushSource(each, output);
  }
}

function pushSource(source: Source | undefined, output: OutputColumn[]): void {
  if (source?.output) output.push(...source.output);
  else if (source?.relation) output.push({ name: '*', star: true, from: { relation: source.relation, column: '*' } });
  else output.push({ name: '*', star: true });
}

function outputColumn(name: string, from: OutputColumn['from'], type: OutputColumn['type']): OutputColumn {
  return { name, from, type };
}
