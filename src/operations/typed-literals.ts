import type { Mark } from '../parser/mark.ts';
import type { A_Expr, CaseExpr, ColumnDef, Node, RangeVar, TypeCast } from '../parser/nodes.ts';
import { offsets } from '../parser/offsets.ts';
import { parseSql } from '../parser/postgres-grammar.ts';
import type { Statement } from '../parser/statement.ts';
import { Context } from './context.ts';
import type { Names } from './names.ts';
import type { ColumnReference, QualifiedName, TypeName } from './operation.ts';
import { readQuery, readSource, readWith } from './queries.ts';
import { Reading } from './reading.ts';
import { resolveColumn, Scope } from './scope.ts';
import { items, word } from './words.ts';

/** A string literal that PostgreSQL reads as a value of a type, and what tells the type. */
export interface TypedLiteral {
  readonly value: string;
  readonly mark: Mark;
  /** What it is cast to, or the type of the column in this very statement. */
  readonly type?: TypeName;
  /** What it is compared with or assigned to. */
  readonly column?: ColumnReference;
  /** An INSERT without a list of columns: the place in the table's own. */
  readonly place?: { readonly table: QualifiedName; readonly index: number };
}

type Meeting = Pick<TypedLiteral, 'type' | 'column' | 'place'>;

/**
 * The string literals of a statement that meet a cast or a column. Bodies of functions and of DO blocks are left out:
 * PostgreSQL reads most of them later.
 */
export function typedLiterals(statement: Statement, names: Names): readonly TypedLiteral[] {
  const whole = 'InsertStmt' in statement.node ? withAllRows(statement) : statement;
  const reader = new LiteralReader(new Context(whole, names));
  try {
    reader.statement(whole.node);
  } catch (error) {
    // Nested deeper than the stack, as in lower.ts.
    if (!(error instanceof RangeError)) throw error;
  }
  return reader.found;
}

/** The tree of an INSERT keeps few of its rows. */
function withAllRows(statement: Statement): Statement {
  const { file, span } = statement;
  const text = file.text.slice(span.start, span.end);
  const tree = parseSql(text);
  const [first] = 'error' in tree ? [] : tree.statements;
  return first ? { file, span, node: first.node, offset: offsets(text, span.start, Buffer.byteLength(text) === text.length) } : statement;
}

class LiteralReader extends Reading {
  readonly found: TypedLiteral[] = [];
  readonly #context: Context;
  /** The table of a constraint, index or default, and the columns that this statement itself gives it. */
  #table: QualifiedName | undefined;
  readonly #own = new Map<string, TypeName>();

  constructor(context: Context) {
    super(context.names);
    this.#context = context;
  }

  statement(node: Node): void {
    if ('InsertStmt' in node || 'UpdateStmt' in node || 'DeleteStmt' in node) this.#write(node);
    else if ('SelectStmt' in node) readQuery(node, this, undefined, undefined);
    else if ('ViewStmt' in node) readQuery(node.ViewStmt.query, this, undefined, undefined);
    else if ('CreateTableAsStmt' in node) readQuery(node.CreateTableAsStmt.query, this, undefined, undefined);
    else if ('CreateStmt' in node) this.#ofTable(node.CreateStmt.relation, node.CreateStmt.tableElts);
    else if ('AlterTableStmt' in node) this.#ofTable(node.AlterTableStmt.relation, node.AlterTableStmt.cmds);
    else if ('IndexStmt' in node) this.#ofTable(node.IndexStmt.relation, [node.IndexStmt.indexParams, node.IndexStmt.whereClause]);
    else if ('CreatePolicyStmt' in node) this.#ofTable(node.CreatePolicyStmt.table, [node.CreatePolicyStmt.qual, node.CreatePolicyStmt.with_check]);
    else if ('CreateTrigStmt' in node) this.#ofTable(node.CreateTrigStmt.relation, node.CreateTrigStmt.whenClause);
    else if ('CreateDomainStmt' in node) this.#domain(this.#context.type(node.CreateDomainStmt.typeName), node.CreateDomainStmt.constraints);
    const { writes } = this;
    this.writes = [];
    for (const { node: write } of writes) this.statement(write);
  }

  protected override enter(tag: string, content: unknown, scope: Scope | undefined): void {
    if (tag === 'TypeCast') this.#cast(content as TypeCast);
    else if (tag === 'A_Expr') this.#compared(content as A_Expr, scope);
    else if (tag === 'CaseExpr') this.#cases(content as CaseExpr, scope);
    else if (tag === 'CoalesceExpr' || tag === 'MinMaxExpr') this.#meet((content as { args?: readonly Node[] }).args ?? [], scope);
  }

  #cast({ arg, typeName }: TypeCast): void {
    const type = this.#context.type(typeName);
    const elements = arg && 'A_ArrayExpr' in arg ? (arg.A_ArrayExpr.elements ?? []) : [arg];
    for (const element of elements) this.#assigned(element, { type });
  }

  #compared({ kind, name, lexpr, rexpr }: A_Expr, scope: Scope | undefined): void {
    // What is put together is text.
    if (word(name?.at(-1)) === '||') return;
    if (kind !== 'AEXPR_LIKE' && kind !== 'AEXPR_ILIKE' && lexpr) this.#meet([lexpr, ...items(rexpr)], scope);
  }

  #cases({ arg, args = [], defresult }: CaseExpr, scope: Scope | undefined): void {
    const whens = args.flatMap((node) => ('CaseWhen' in node ? [node.CaseWhen] : []));
    if (arg) this.#meet([arg, ...whens.flatMap(({ expr }) => expr ?? [])], scope);
    this.#meet([...whens.flatMap(({ result }) => result ?? []), ...(defresult ? [defresult] : [])], scope);
  }

  /** Literals take the type of what stands beside them. */
  #meet(peers: readonly Node[], scope: Scope | undefined): void {
    for (const peer of peers) {
      const meeting = this.#meeting(peer, scope);
      if (!meeting) continue;
      for (const other of peers) this.#assigned(other, meeting);
      return;
    }
  }

  #meeting(node: Node, scope: Scope | undefined): Meeting | undefined {
    if ('TypeCast' in node) return { type: this.#context.type(node.TypeCast.typeName) };
    if (!('ColumnRef' in node)) return undefined;
    const { from, type } = resolveColumn(node.ColumnRef.fields ?? [], scope, this.names);
    if (type) return { type };
    return from ? this.#columnOf(from) : undefined;
  }

  #columnOf({ relation, column }: ColumnReference): Meeting | undefined {
    const own = relation ? undefined : this.#own.get(column);
    if (own) return { type: own };
    const table = relation ?? this.#table;
    return table && { column: { relation: table, column } };
  }

  /** A value that takes the type of what it is given to. */
  #assigned(node: Node | undefined, meeting: Meeting): void {
    if (!node || !('A_Const' in node)) return;
    const { sval, location } = node.A_Const;
    if (sval) this.found.push({ value: sval.sval ?? '', mark: this.#context.mark('token', location), ...meeting });
  }

  #ofTable(relation: RangeVar | undefined, parts: unknown): void {
    this.#table = this.#context.relation(relation);
    const definitions: ColumnDef[] = [];
    this.#definitions(parts, definitions);
    for (const { colname = '', typeName } of definitions) if (typeName) this.#own.set(colname, this.#context.type(typeName));
    for (const { colname = '', constraints } of definitions) this.#defaults(constraints, this.#own.get(colname));
    this.read(parts, undefined);
  }

  /** Column definitions, and the defaults that ALTER COLUMN sets. */
  #definitions(parts: unknown, definitions: ColumnDef[]): void {
    if (!Array.isArray(parts)) return;
    for (const part of parts as readonly (Node | undefined)[]) {
      if (part && 'ColumnDef' in part) definitions.push(part.ColumnDef);
      if (!part || !('AlterTableCmd' in part)) continue;
      const { subtype, name = '', def } = part.AlterTableCmd;
      if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def) definitions.push(def.ColumnDef);
      if (subtype === 'AT_ColumnDefault') this.#assigned(def, this.#columnOf({ column: name }) ?? {});
    }
  }

  #defaults(constraints: readonly Node[] | undefined, type: TypeName | undefined): void {
    for (const node of constraints ?? []) {
      if (type && 'Constraint' in node && node.Constraint.contype === 'CONSTR_DEFAULT') this.#assigned(node.Constraint.raw_expr, { type });
    }
  }

  /** A domain calls its value VALUE. */
  #domain(type: TypeName, constraints: readonly Node[] | undefined): void {
    this.#own.set('value', type);
    this.#defaults(constraints, type);
    this.read(constraints, undefined);
  }

  #write(node: Extract<Node, { InsertStmt: unknown } | { UpdateStmt: unknown } | { DeleteStmt: unknown }>): void {
    const content = 'InsertStmt' in node ? node.InsertStmt : 'UpdateStmt' in node ? node.UpdateStmt : node.DeleteStmt;
    const { relation, withClause } = content;
    const table = this.#context.relation(relation);
    const withQueries = withClause ? readWith(withClause, this, undefined, undefined) : undefined;
    const scope = new Scope(undefined, withQueries);
    scope.add({ alias: relation?.alias?.aliasname ?? relation?.relname ?? '', relation: table });
    if ('InsertStmt' in node) {
      const { cols, selectStmt, onConflictClause } = node.InsertStmt;
      this.#rows(table, cols, selectStmt);
      readQuery(selectStmt, this, undefined, withQueries);
      this.#sets(table, onConflictClause?.targetList);
      this.read(onConflictClause, scope);
    } else if ('UpdateStmt' in node) {
      for (const item of node.UpdateStmt.fromClause ?? []) readSource(item, this, scope);
      this.#sets(table, node.UpdateStmt.targetList);
      this.read([node.UpdateStmt.targetList, node.UpdateStmt.whereClause], scope);
    } else {
      for (const item of node.DeleteStmt.usingClause ?? []) readSource(item, this, scope);
      this.read(node.DeleteStmt.whereClause, scope);
    }
  }

  #rows(table: QualifiedName, cols: readonly Node[] | undefined, query: Node | undefined): void {
    if (!query || !('SelectStmt' in query)) return;
    const { valuesLists, targetList } = query.SelectStmt;
    const columns = cols?.map((node) => ('ResTarget' in node ? (node.ResTarget.name ?? '') : ''));
    const rows = valuesLists?.map((row) => ('List' in row ? (row.List.items ?? []) : []))
      ?? [(targetList ?? []).flatMap((node) => ('ResTarget' in node ? (node.ResTarget.val ?? []) : []))];
    for (const row of rows) {
      for (const [index, cell] of row.entries()) {
        const column = columns?.[index];
        this.#assigned(cell, column === undefined ? { place: { table, index } } : { column: { relation: table, column } });
      }
    }
  }

  #sets(table: QualifiedName, targets: readonly Node[] | undefined): void {
    for (const node of targets ?? []) {
      if ('ResTarget' in node) this.#assigned(node.ResTarget.val, { column: { relation: table, column: node.ResTarget.name ?? '' } });
    }
  }
}
