import type { Node, SelectStmt } from '../parser/nodes.ts';
import { withItem } from './lists.ts';
import type { Names } from './names.ts';
import type { ColumnReference, QualifiedName } from './operation.ts';
import { readSelect } from './queries.ts';
import { findSource, resolveColumn, type Scope, type WithQueries } from './scope.ts';
import { lastWord, schemaWord, word } from './words.ts';

/** An INSERT, UPDATE, DELETE or MERGE inside a WITH clause: an effect of its own. */
export interface Write {
  readonly node: Node;
  readonly withQueries: WithQueries | undefined;
}

/** The fields of nodes that need a closer look. */
interface Content {
  readonly fields?: readonly Node[];
  readonly funcname?: readonly Node[];
  readonly op?: string;
}

const none: readonly never[] = [];

/** What CURRENT_TIMESTAMP and its like are as functions. */
const valueFunctions: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_ROLE: 'current_user',
  SVFOP_CURRENT_USER: 'current_user',
  SVFOP_USER: 'current_user',
  SVFOP_SESSION_USER: 'session_user',
  SVFOP_CURRENT_CATALOG: 'current_database',
  SVFOP_CURRENT_SCHEMA: 'current_schema',
};

/** Collects what expressions and queries read. */
export class Reading {
  readonly names: Names;
  relations: readonly QualifiedName[] = none;
  columns: readonly ColumnReference[] = none;
  functions: readonly QualifiedName[] = none;
  writes: readonly Write[] = none;
  star = false;
  readonly #ofRelations: Reading;

  /** @param statement - collects the relations instead */
  constructor(names: Names, statement?: Reading) {
    this.names = names;
    this.#ofRelations = statement ?? this;
  }

  /** Reads an expression, or any part of the tree that holds some. */
  read(node: unknown, scope: Scope | undefined): void {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const item of node) this.read(item, scope);
      return;
    }
    const fields = node as Readonly<Record<string, unknown>>;
    for (const key in fields) {
      const content = fields[key];
      if (typeof content === 'object' && content !== null && !this.#special(key, content, scope)) {
        this.read(content, scope);
      }
    }
  }

  /** Called for an operator, a cast, a CASE … before what it holds is read. */
  protected enter?(tag: string, content: unknown, scope: Scope | undefined): void;

  addRelation(relation: QualifiedName): void {
    const reading = this.#ofRelations;
    for (const known of reading.relations) if (known.name === relation.name && known.schema === relation.schema) return;
    reading.relations = withItem(reading.relations, relation);
  }

  addColumn(reference: ColumnReference): void {
    const { column, relation } = reference;
    for (const known of this.columns) {
      if (known.column === column && known.relation?.name === relation?.name && known.relation?.schema === relation?.schema) return;
    }
    this.columns = withItem(this.columns, reference);
  }

  addFunction(schema: string, name: string): void {
    for (const known of this.functions) if (known.name === name && known.schema === schema) return;
    this.functions = withItem(this.functions, { schema, name });
  }

  /** `*` and `t.*`: the whole row of each relation. */
  addStar(fields: readonly Node[], scope: Scope | undefined): void {
    this.star = true;
    const alias = fields.length > 1 ? word(fields.at(-2)) : undefined;
    const sources = alias === undefined ? (scope?.sources ?? []) : [scope && findSource(alias, scope)];
    for (const source of sources) if (source?.relation) this.addColumn({ relation: source.relation, column: '*' });
  }

  /** @returns whether the node has been read */
  #special(key: string, content: Content, scope: Scope | undefined): boolean {
    this.enter?.(key, content, scope);
    switch (key) {
      case 'A_Const':
      case 'ParamRef':
      case 'typeName':
      case 'name':
      case 'funcname':
        return true;
      case 'ColumnRef':
        this.#column(content.fields ?? [], scope);
        return true;
      case 'FuncCall':
        this.addFunction(schemaWord(content.funcname) ?? '', lastWord(content.funcname));
        return false;
      case 'SQLValueFunction':
        this.addFunction('', valueFunctions[content.op ?? ''] ?? 'now');
        return true;
      case 'SelectStmt':
        readSelect(content as SelectStmt, this, scope, scope?.withQueries, false);
        return true;
      default:
        return false;
    }
  }

  #column(fields: readonly Node[], scope: Scope | undefined): void {
    const last = fields[fields.length - 1];
    if (last && 'A_Star' in last) {
      this.addStar(fields, scope);
      return;
    }
    const { reads, from } = resolveColumn(fields, scope, this.names);
    const column = reads ?? from;
    if (column) this.addColumn(column);
  }
}
