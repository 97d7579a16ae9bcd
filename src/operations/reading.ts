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
  readonly op?: string;
  readonly lexpr?: Node;
  readonly rexpr?: Node;
  readonly arg?: Node;
  readonly args?: readonly Node[];
  readonly funcname?: readonly Node[];
  readonly agg_order?: readonly Node[];
  readonly agg_filter?: Node;
  readonly over?: object;
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
      if (typeof content === 'object' && content !== null) this.#part(key, content, scope);
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

  /** Reads what stands under the name of a node's type or of a field. */
  #part(key: string, content: Content, scope: Scope | undefined): void {
    this.enter?.(key, content, scope);
    switch (key) {
      case 'A_Const':
      case 'ParamRef':
      case 'typeName':
      case 'name':
      case 'funcname':
        return;
      case 'ColumnRef':
        this.#column(content.fields ?? none, scope);
        return;
      // What most expressions are made of goes by its fields, any other node by all that it has.
      case 'A_Expr':
        this.read(content.lexpr, scope);
        this.read(content.rexpr, scope);
        return;
      case 'BoolExpr':
        this.read(content.args, scope);
        return;
      case 'TypeCast':
      case 'NullTest':
        this.read(content.arg, scope);
        return;
      case 'FuncCall':
        this.#call(content, scope);
        return;
      case 'SQLValueFunction':
        this.addFunction('', valueFunctions[content.op ?? ''] ?? 'now');
        return;
      case 'SelectStmt':
        readSelect(content as SelectStmt, this, scope, scope?.withQueries, false);
        return;
      default:
        this.read(content, scope);
    }
  }

  #call({ funcname, args, agg_order, agg_filter, over }: Content, scope: Scope | undefined): void {
    this.addFunction(schemaWord(funcname) ?? '', lastWord(funcname));
    if (args) this.read(args, scope);
    if (agg_order) this.read(agg_order, scope);
    if (agg_filter) this.read(agg_filter, scope);
    if (over) this.read(over, scope);
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
