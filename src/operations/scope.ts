import type { Node } from '../parser/nodes.ts';
import { withItem } from './lists.ts';
import type { Names } from './names.ts';
import type { ColumnReference, OutputColumn, QualifiedName, TypeName } from './operation.ts';
import { word } from './words.ts';

const none: readonly never[] = [];

/** One item of a FROM clause under the name by which the query calls it. */
export interface Source {
  readonly alias: string;
  /** The table or view behind the alias. */
  readonly relation?: QualifiedName;
  /** The columns of a subquery or WITH query; neither this nor `relation`: nobody knows. */
  readonly output?: readonly OutputColumn[];
}

/** WITH queries by name, the innermost first. */
export interface WithQueries {
  readonly name: string;
  readonly output: readonly OutputColumn[] | undefined;
  readonly next: WithQueries | undefined;
}

/** What a column's name can mean at one level of a query. */
export class Scope {
  readonly outer: Scope | undefined;
  readonly withQueries: WithQueries | undefined;
  sources: readonly Source[] = none;
  /** A NATURAL JOIN or JOIN … USING makes one column of two: `*` is no longer the sum of its sources. */
  merged = false;

  constructor(outer?: Scope, withQueries?: WithQueries) {
    this.outer = outer;
    this.withQueries = withQueries;
  }

  add(source: Source): void {
    this.sources = withItem(this.sources, source);
  }
}

/** The WITH query of that name. */
export function withQuery(name: string, list: WithQueries | undefined): WithQueries | undefined {
  for (let query = list; query; query = query.next) {
    if (query.name === name) return query;
  }
  return undefined;
}

/** What a column's name turned out to be. */
export interface ResolvedColumn {
  /** The column that is read; absent where it is no relation's column, or its subquery has read it already. */
  readonly reads: ColumnReference | undefined;
  /** The plain column that the value comes from. */
  readonly from: ColumnReference | undefined;
  readonly type: TypeName | undefined;
}

const nothing: ResolvedColumn = { reads: undefined, from: undefined, type: undefined };

/**
 * What `a`, `t.a` or `s.t.a` means. Without a scope there is but one table, that of the constraint, index or default,
 * and its columns stand for themselves.
 */
export function resolveColumn(fields: readonly Node[], scope: Scope | undefined, names: Names): ResolvedColumn {
  const column = word(fields[fields.length - 1]);
  if (!scope) return plain({ column });
  if (fields.length === 1) return resolveUnqualified(column, scope);
  const alias = word(fields[fields.length - 2]);
  if (fields.length > 2) return plain({ relation: names.relation(word(fields[fields.length - 3]), alias), column });
  const source = findSource(alias, scope);
  if (!source) return nothing;
  if (source.relation) return plain({ relation: source.relation, column });
  return passedOn(source.output?.find(({ name }) => name === column));
}

/** The FROM item of that name, the innermost first. */
export function findSource(alias: string, scope: Scope): Source | undefined {
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    for (const source of level.sources) if (source.alias === alias) return source;
  }
  return undefined;
}

/** Where one relation alone can be meant, it is; where several can, the column stays without one. */
function resolveUnqualified(column: string, scope: Scope): ResolvedColumn {
  let relation: QualifiedName | undefined;
  let candidates = 0;
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    for (const source of level.sources) {
      if (!source.relation && source.output) {
        const found = source.output.find(({ name }) => name === column);
        if (found) return passedOn(found);
        if (!source.output.some(({ star }) => star)) continue;
      }
      relation ??= source.relation;
      candidates++;
    }
  }
  // Without a relation there is no column: a function's value, or a variable of PL/pgSQL.
  if (!relation) return nothing;
  // The name of a FROM item is its whole row, unless it is a column's too.
  return plain(candidates === 1 && !findSource(column, scope) ? { relation, column } : { column });
}

function plain(reference: ColumnReference): ResolvedColumn {
  return { reads: reference, from: reference, type: undefined };
}

function passedOn(output: OutputColumn | undefined): ResolvedColumn {
  if (!output) return nothing;
  return { reads: undefined, from: output.from, type: output.type };
}
