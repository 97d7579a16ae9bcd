import { parseSql } from '../parser/postgres-grammar.ts';
import type { Node } from '../parser/nodes.ts';
import type { Names } from './names.ts';
import type { ColumnReference, QualifiedName } from './operation.ts';
import { Reading } from './reading.ts';
import { Scope } from './scope.ts';

/** What a condition or a variable's value was read from. */
export interface Source {
  readonly relations: readonly QualifiedName[];
  readonly columns: readonly ColumnReference[];
  /** A system catalog was asked. */
  readonly catalog: boolean;
}

const none: readonly never[] = [];
const nothing: Source = { relations: none, columns: none, catalog: false };

/** Functions that ask whether something exists (PostgreSQL manual, 9.27.5 System Catalog Information Functions). */
const catalogFunctions = /^(?:to_reg(?:class|type|proc|procedure|oper|operator|namespace|role|collation)|col_description|obj_description|pg_get_.*|has_.*_privilege|format_type)$/;

/** The variables of a PL/pgSQL block that hold what was read from relations, by their names in lower case. */
export class KnownValues {
  readonly #names: Names;
  readonly #values = new Map<string, Source>();
  readonly #variables: string[] = [];

  constructor(names: Names) {
    this.#names = names;
  }

  set(variable: string, source: Source): void {
    const name = variable.toLowerCase();
    if (!this.#values.has(name)) this.#variables.push(name);
    this.#values.set(name, source);
  }

  /** What an expression is made from, the variables in it included. */
  ofExpression(text: string): Source {
    const variables = this.#mentioned(text);
    // Most conditions compare variables: no need to parse them.
    if (!text.includes('(')) return together(variables);
    const tree = parseSql(`SELECT ${text}`);
    const node = 'error' in tree ? undefined : tree.statements[0]?.node;
    return together(node ? [...variables, this.ofQuery(node)] : variables);
  }

  /** What a query reads. */
  ofQuery(node: Node): Source {
    if (!('SelectStmt' in node)) return nothing;
    const reading = new Reading(this.#names);
    reading.read(node, new Scope());
    return this.ofReading(reading, reading.functions);
  }

  /** The relations and columns that were read, without the variables among them. */
  ofReading({ relations, columns }: Pick<Reading, 'relations' | 'columns'>, functions: readonly QualifiedName[]): Source {
    return {
      relations,
      columns: columns.filter(({ relation, column }) => relation !== undefined || !this.#values.has(column)),
      catalog: relations.some(isCatalog) || functions.some(({ name }) => catalogFunctions.test(name)),
    };
  }

  #mentioned(text: string): readonly Source[] {
    if (this.#variables.length === 0) return none;
    const lower = text.toLowerCase();
    // Few texts hold the letters of a name at all: to find the words of one takes much longer.
    if (!this.#holdsName(lower)) return none;
    const words = lower.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
    return [...new Set(words)].flatMap((word) => this.#values.get(word) ?? []);
  }

  #holdsName(text: string): boolean {
    for (const name of this.#variables) if (text.includes(name)) return true;
    return false;
  }
}

/** Several sources as one. */
export function together(sources: readonly Source[]): Source {
  const [first] = sources;
  if (!first) return nothing;
  if (sources.length === 1) return first;
  return {
    relations: unique(sources.flatMap(({ relations }) => relations), ({ schema, name }) => `${schema}\n${name}`),
    columns: unique(sources.flatMap(({ columns }) => columns), ({ relation, column }) => `${relation?.schema ?? ''}\n${relation?.name ?? ''}\n${column}`),
    catalog: sources.some(({ catalog }) => catalog),
  };
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

/** The system catalogs are found without their schema, whatever the search path. */
export function isCatalog({ schema, name }: QualifiedName): boolean {
  return schema === 'pg_catalog' || schema === 'information_schema' || name.startsWith('pg_');
}
