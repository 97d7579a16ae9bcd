import { offsets } from '../parser/offsets.ts';
import { constantString } from '../parser/plpgsql-text.ts';
import type { Block, Branch, PlPgSql, PlStatement, SqlText } from '../parser/plpgsql.ts';
import { parseSql, type RawStatement } from '../parser/postgres-grammar.ts';
import type { Mark } from '../parser/mark.ts';
import type { Node } from '../parser/nodes.ts';
import { constantText } from './constant-sql.ts';
import { InnerContext, type Context, type LowerNode } from './context.ts';
import { isCatalog, KnownValues, together, type Source } from './known-values.ts';
import type { Operation, Within } from './operation.ts';
import { assignmentTarget, declaredName, executeTargets, intoTargets, rowCountTarget } from './variables.ts';
import { catching, dynamically, guarded, looped, outermost, place, type Surroundings } from './within.ts';

/** The body's text, in which places count, and what to add for an offset in the file where that is known. */
export interface Body {
  readonly text: string;
  readonly base?: number;
}

/** SQL that is to be lowered, with its offset in the file where it stands there word for word. */
interface Located {
  readonly text: string;
  readonly at?: number | undefined;
}

type KindOf<K extends PlStatement['kind']> = Extract<PlStatement, { readonly kind: K }>;

const none: readonly never[] = [];

/** Conditions that a RAISE EXCEPTION without one of its own raises. */
const raised: ReadonlySet<string> = new Set(['others', 'raise_exception', 'p0001']);

/** Reads the code of a DO block into operations. */
export class BlockReader {
  readonly #context: Context;
  readonly #lowerNode: LowerNode;
  readonly #body: Body;
  readonly #values: KnownValues;
  readonly #operations: Operation[] = [];
  /** What the last query read: FOUND and ROW_COUNT speak of it. */
  #last: Source = together([]);

  constructor(context: Context, lowerNode: LowerNode, body: Body) {
    this.#context = context;
    this.#lowerNode = lowerNode;
    this.#body = body;
    this.#values = new KnownValues(context.names);
  }

  /** @returns the operations of everything that the block may run */
  read({ block, declared }: PlPgSql): readonly Operation[] {
    for (const value of declared) {
      const name = declaredName(this.#body.text, value.at);
      if (name !== undefined) this.#values.set(name, this.#values.ofExpression(value.text));
    }
    this.#block(block, outermost);
    return this.#operations;
  }

  #list(statements: readonly PlStatement[], around: Surroundings): void {
    let current = around;
    for (const statement of statements) current = this.#statement(statement, current);
  }

  /** @returns what the statements behind it stand in */
  #statement(statement: PlStatement, around: Surroundings): Surroundings {
    switch (statement.kind) {
      case 'if':
        return this.#branches(statement.branches, around, none);
      case 'case':
        return this.#branches(statement.branches, around, statement.operand ? [this.#values.ofExpression(statement.operand.text)] : none);
      case 'exit':
        return statement.condition ? guarded(around, [this.#values.ofExpression(statement.condition.text)]) : around;
      default:
        this.#plain(statement, around);
        return around;
    }
  }

  /** A statement behind which nothing else counts than before it. */
  #plain(statement: Exclude<PlStatement, KindOf<'if' | 'case' | 'exit'>>, around: Surroundings): void {
    const { within } = around;
    switch (statement.kind) {
      case 'block':
        this.#block(statement, around);
        return;
      case 'sql':
        this.#run(this.#place(statement.sql), within);
        if (statement.into) this.#assign(intoTargets(this.#body.text, statement.sql));
        return;
      case 'perform':
        this.#run(this.#place(statement.sql), within);
        return;
      case 'execute':
        this.#execute(statement.expression, within);
        if (statement.into) this.#assign(executeTargets(this.#body.text, statement.expression));
        return;
      case 'assign':
        this.#assignment(statement.expression.text);
        return;
      case 'loop':
        this.#loop(statement, around);
        return;
      case 'raise':
        if (statement.level === 'exception' && !within.catches.some((condition) => raised.has(condition))) this.#assertion(around);
        return;
      case 'assert':
        this.#assertion(guarded(around, [this.#values.ofExpression(statement.condition.text)]));
        return;
      case 'other':
        this.#other(statement.name, statement.line, around);
        return;
      case 'return':
        return;
    }
  }

  #assignment(text: string): void {
    const target = assignmentTarget(text);
    if (target) this.#values.set(target.name, this.#values.ofExpression(target.value));
  }

  #block({ body, handlers }: Block, around: Surroundings): void {
    // A handler that raises again catches nothing.
    const kept = handlers.filter((handler) => !handler.body.some((statement) => statement.kind === 'raise' && statement.level === 'exception'));
    const catches = kept.flatMap(({ conditions }) => conditions.map((condition) => condition.toLowerCase()));
    this.#list(body, catching(around, catches));
    for (const handler of handlers) this.#list(handler.body, { ...guarded(around, []), conditions: [] });
  }

  /** What follows an IF that leaves in one of its branches is guarded by that branch's condition. */
  #branches(branches: readonly Branch[], around: Surroundings, operand: readonly Source[]): Surroundings {
    const asked = [...operand];
    let after = around;
    for (const { condition, body } of branches) {
      if (condition) asked.push(this.#values.ofExpression(condition.text));
      this.#list(body, guarded(around, asked));
      const last = body.at(-1);
      if (last?.kind === 'return' || (last?.kind === 'exit' && !last.condition)) after = guarded(after, asked);
    }
    return after;
  }

  #loop({ query, dynamic, conditions, body }: KindOf<'loop'>, around: Surroundings): void {
    const over = conditions.map(({ text }) => this.#values.ofExpression(text));
    if (query) over.push(this.#run(this.#place(query), around.within));
    if (dynamic) over.push(this.#execute(dynamic, around.within));
    this.#list(body, looped(around, over));
  }

  #other(name: string, line: number, { within }: Surroundings): void {
    const { whole } = this.#context;
    if (name === 'PLpgSQL_stmt_commit') this.#add({ kind: 'transaction', mark: whole, action: 'commit', chain: false }, within);
    if (name === 'PLpgSQL_stmt_rollback') this.#add({ kind: 'transaction', mark: whole, action: 'rollback', chain: false }, within);
    if (name !== 'PLpgSQL_stmt_getdiag') return;
    const variable = rowCountTarget(this.#body.text, line);
    if (variable !== undefined) this.#values.set(variable, this.#last);
  }

  #assertion({ within, conditions }: Surroundings): void {
    const { relations, columns } = together(conditions);
    // What asks the catalogs alone looks at no data.
    if (!relations.every(isCatalog)) this.#add({ kind: 'assertion', mark: this.#context.whole, relations, columns }, within);
  }

  #assign(variables: readonly string[]): void {
    for (const variable of variables) this.#values.set(variable, this.#last);
  }

  #add(operation: Operation, within: Within): void {
    place(operation, within);
    this.#operations.push(operation);
  }

  /** EXECUTE of a constant is as good as the statement itself. */
  #execute(expression: SqlText, within: Within): Source {
    const { text, at } = this.#place(expression);
    const literal = constantString(text);
    const dynamic = dynamically(within);
    if (literal) return this.#run({ text: literal.value, at: literal.isVerbatim && at !== undefined ? at + literal.at : undefined }, dynamic);
    const constant = constantText(text);
    if (constant !== undefined) return this.#run({ text: constant }, dynamic);
    this.#add({ kind: 'dynamic-sql', mark: at === undefined ? this.#context.whole : { part: 'span', at, end: at + text.length } }, dynamic);
    return together([]);
  }

  /** @returns what the statements read, if they are queries */
  #run(sql: Located, within: Within): Source {
    const tree = parseSql(sql.text);
    if ('error' in tree) {
      this.#add({ kind: 'dynamic-sql', mark: this.#context.whole }, within);
      return together([]);
    }
    const sources: Source[] = [];
    for (const raw of tree.statements) {
      const operations = this.#lowerNode(raw.node, this.#contextOf(raw, sql));
      for (const operation of operations) this.#add(operation, within);
      sources.push(this.#sourceOf(raw.node, operations));
    }
    this.#last = together(sources);
    this.#values.set('found', this.#last);
    return this.#last;
  }

  /** What a statement reads, if it is a query. */
  #sourceOf(node: Node, operations: readonly Operation[]): Source {
    const [run] = operations;
    const isRead = run?.kind === 'select' && operations.length === 1 && 'SelectStmt' in node;
    return isRead ? this.#values.ofReading(run.query, run.functions) : this.#values.ofQuery(node);
  }

  #contextOf({ node, location, length }: RawStatement, { text, at }: Located): Context {
    const { statement, names, whole } = this.#context;
    const offset = offsets(text, at ?? 0, Buffer.byteLength(text) === text.length);
    const from = offset(location) - (at ?? 0);
    const own = text.slice(from, length === 0 ? undefined : offset(location + length) - (at ?? 0));
    const start = (at ?? 0) + from + own.length - own.trimStart().length;
    const span = { start, end: start + own.trim().length };
    const mark: Mark = at === undefined ? whole : { part: 'span', at: span.start, end: span.end };
    return new InnerContext({ file: statement.file, span, node, offset }, names, mark, at !== undefined);
  }

  #place({ text, at }: SqlText): Located {
    const { base } = this.#body;
    return { text, at: at === undefined || base === undefined ? undefined : base + at };
  }
}
