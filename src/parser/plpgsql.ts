import { plPgSqlBody, PlText, type SqlText } from './plpgsql-text.ts';
import { parsePlPgSql, type GrammarError } from './postgres-grammar.ts';

export type { SqlText } from './plpgsql-text.ts';

/** A BEGIN … END with what its EXCEPTION part catches. */
export interface Block {
  readonly kind: 'block';
  readonly line: number;
  readonly body: readonly PlStatement[];
  readonly handlers: readonly Handler[];
}

/** WHEN a OR b THEN … */
export interface Handler {
  /** Names as PostgreSQL's (`duplicate_object`, `others`), or five characters of a SQLSTATE. */
  readonly conditions: readonly string[];
  readonly body: readonly PlStatement[];
}

/** A branch of IF or CASE. */
export interface Branch {
  /** An expression; absent: ELSE. */
  readonly condition?: SqlText;
  readonly body: readonly PlStatement[];
}

export type RaiseLevel = 'debug' | 'log' | 'info' | 'notice' | 'warning' | 'exception';

/** What lowering needs to know of a PL/pgSQL statement. `line` counts from 1 in the body, whose first line is the rest of the line of its opening quote. */
export type PlStatement =
  | Block
  /** A static SQL statement, CALL included. */
  | { readonly kind: 'sql'; readonly line: number; readonly sql: SqlText; readonly into: boolean }
  /** PERFORM; the text begins with SELECT. */
  | { readonly kind: 'perform'; readonly line: number; readonly sql: SqlText }
  | { readonly kind: 'execute'; readonly line: number; readonly expression: SqlText; readonly into: boolean }
  | { readonly kind: 'if'; readonly line: number; readonly branches: readonly Branch[] }
  | { readonly kind: 'case'; readonly line: number; readonly operand: SqlText | undefined; readonly branches: readonly Branch[] }
  /** `query`: what FOR runs through; `dynamic`: what FOR … IN EXECUTE does; `conditions`: WHILE's, FOREACH's array, FOR's bounds. */
  | { readonly kind: 'loop'; readonly line: number; readonly query: SqlText | undefined; readonly dynamic: SqlText | undefined; readonly conditions: readonly SqlText[]; readonly body: readonly PlStatement[] }
  | { readonly kind: 'raise'; readonly line: number; readonly level: RaiseLevel }
  | { readonly kind: 'assert'; readonly line: number; readonly condition: SqlText }
  /** `variable := expression`. */
  | { readonly kind: 'assign'; readonly line: number; readonly expression: SqlText }
  | { readonly kind: 'return'; readonly line: number }
  | { readonly kind: 'exit'; readonly line: number; readonly condition: SqlText | undefined }
  | { readonly kind: 'other'; readonly line: number; readonly name: string };

/** A DO block's or a function's code. */
export interface PlPgSql {
  readonly block: Block;
  /** The defaults of declared variables and the queries of declared cursors. */
  readonly declared: readonly SqlText[];
}

interface RawExpression {
  readonly PLpgSQL_expr?: { readonly query?: string };
}
type RawList = readonly Readonly<Record<string, Raw>>[];

/** Any node: fields at their default are absent. */
interface Raw {
  readonly lineno?: number;
  readonly body?: RawList;
  readonly then_body?: RawList;
  readonly else_body?: RawList;
  readonly else_stmts?: RawList;
  readonly stmts?: RawList;
  readonly elsif_list?: RawList;
  readonly case_when_list?: RawList;
  readonly exc_list?: RawList;
  readonly conditions?: RawList;
  readonly action?: RawList;
  readonly exceptions?: Readonly<Record<string, Raw>>;
  readonly condname?: string;
  readonly elog_level?: number;
  readonly into?: boolean;
  readonly cond?: RawExpression;
  readonly expr?: RawExpression;
  readonly t_expr?: RawExpression;
  readonly query?: RawExpression;
  readonly sqlstmt?: RawExpression;
  readonly lower?: RawExpression;
  readonly upper?: RawExpression;
  readonly step?: RawExpression;
  readonly default_val?: RawExpression;
  readonly cursor_explicit_expr?: RawExpression;
}

interface RawFunction {
  readonly PLpgSQL_function?: { readonly action?: Readonly<Record<string, Raw>>; readonly datums?: RawList };
}

/**
 * Reads the PL/pgSQL of a DO, CREATE FUNCTION or CREATE PROCEDURE.
 *
 * @param text - the whole statement, without those around it
 */
export function readPlPgSql(text: string): PlPgSql | { readonly error: GrammarError } {
  const tree = parsePlPgSql(text);
  if ('error' in tree) return tree;
  const code = (tree.functions[0] as RawFunction | undefined)?.PLpgSQL_function;
  const reader = new Reader(new PlText(text, plPgSqlBody(text)));
  return { block: reader.block(code?.action?.PLpgSQL_stmt_block ?? {}), declared: reader.declared(code?.datums ?? []) };
}

/** What the server's `elog_level` numbers mean (src/include/utils/elog.h). */
function raiseLevel(level: number): RaiseLevel {
  if (level >= 21) return 'exception';
  if (level < 15) return 'debug';
  return ({ 15: 'log', 17: 'info', 18: 'notice', 19: 'warning' } as const)[level] ?? 'notice';
}

type Read = (reader: Reader, raw: Raw, line: number) => PlStatement;

function loop(reader: Reader, raw: Raw, line: number): PlStatement {
  const conditions = [raw.cond, raw.expr, raw.lower, raw.upper, raw.step].flatMap((each) => reader.sql(each, line) ?? []);
  return { kind: 'loop', line, query: reader.sql(raw.query, line), dynamic: undefined, conditions, body: reader.list(raw.body) };
}

const leave: Read = (_, raw, line) => ({ kind: 'return', line });

const readers: Readonly<Record<string, Read>> = {
  PLpgSQL_stmt_block: (reader, raw) => reader.block(raw),
  PLpgSQL_stmt_execsql: (reader, raw, line) => ({ kind: 'sql', line, sql: reader.needed(raw.sqlstmt, line), into: raw.into === true }),
  PLpgSQL_stmt_call: (reader, raw, line) => ({ kind: 'sql', line, sql: reader.needed(raw.expr, line), into: false }),
  PLpgSQL_stmt_perform: (reader, raw, line) => ({ kind: 'perform', line, sql: reader.needed(raw.expr, line) }),
  PLpgSQL_stmt_dynexecute: (reader, raw, line) => ({ kind: 'execute', line, expression: reader.needed(raw.query, line), into: raw.into === true }),
  PLpgSQL_stmt_if: (reader, raw, line) => ({ kind: 'if', line, branches: reader.ifBranches(raw, line) }),
  PLpgSQL_stmt_case: (reader, raw, line) => ({ kind: 'case', line, operand: reader.sql(raw.t_expr, line), branches: reader.caseBranches(raw) }),
  PLpgSQL_stmt_loop: loop,
  PLpgSQL_stmt_while: loop,
  PLpgSQL_stmt_fori: loop,
  PLpgSQL_stmt_fors: loop,
  PLpgSQL_stmt_forc: loop,
  PLpgSQL_stmt_foreach_a: loop,
  PLpgSQL_stmt_dynfors: (reader, raw, line) => ({ kind: 'loop', line, query: undefined, dynamic: reader.needed(raw.query, line), conditions: [], body: reader.list(raw.body) }),
  PLpgSQL_stmt_raise: (_, raw, line) => ({ kind: 'raise', line, level: raiseLevel(raw.elog_level ?? 21) }),
  PLpgSQL_stmt_assert: (reader, raw, line) => ({ kind: 'assert', line, condition: reader.needed(raw.cond, line) }),
  PLpgSQL_stmt_assign: (reader, raw, line) => ({ kind: 'assign', line, expression: reader.needed(raw.expr, line) }),
  PLpgSQL_stmt_return: leave,
  PLpgSQL_stmt_return_next: leave,
  PLpgSQL_stmt_return_query: leave,
  PLpgSQL_stmt_exit: (reader, raw, line) => ({ kind: 'exit', line, condition: reader.sql(raw.cond, line) }),
};

class Reader {
  readonly #text: PlText;

  constructor(text: PlText) {
    this.#text = text;
  }

  sql(raw: RawExpression | undefined, line: number): SqlText | undefined {
    const query = raw?.PLpgSQL_expr?.query;
    return query === undefined ? undefined : this.#text.place(query, line);
  }

  needed(raw: RawExpression | undefined, line: number): SqlText {
    return this.sql(raw, line) ?? { text: '', line };
  }

  list(raw: RawList | undefined): PlStatement[] {
    const statements: PlStatement[] = [];
    for (const node of raw ?? []) for (const name in node) statements.push(this.#statement(name, node[name] ?? {}));
    return statements;
  }

  #statement(name: string, own: Raw): PlStatement {
    const line = own.lineno ?? 1;
    return readers[name]?.(this, own, line) ?? { kind: 'other', line, name };
  }

  block(raw: Raw): Block {
    return {
      kind: 'block',
      line: raw.lineno ?? 1,
      body: this.list(raw.body),
      handlers: (raw.exceptions?.PLpgSQL_exception_block?.exc_list ?? []).map(({ PLpgSQL_exception: handler }) => ({
        conditions: (handler?.conditions ?? []).flatMap(({ PLpgSQL_condition: condition }) => condition?.condname ?? []),
        body: this.list(handler?.action),
      })),
    };
  }

  ifBranches(raw: Raw, line: number): Branch[] {
    const more = (raw.elsif_list ?? []).map(({ PLpgSQL_if_elsif: branch }) => this.#branch(branch?.cond, branch?.lineno ?? line, branch?.stmts));
    const first = this.#branch(raw.cond, line, raw.then_body);
    return raw.else_body ? [first, ...more, { body: this.list(raw.else_body) }] : [first, ...more];
  }

  caseBranches(raw: Raw): Branch[] {
    const branches = (raw.case_when_list ?? []).map(({ PLpgSQL_case_when: branch }) => this.#branch(branch?.expr, branch?.lineno ?? 1, branch?.stmts));
    return raw.else_stmts ? [...branches, { body: this.list(raw.else_stmts) }] : branches;
  }

  #branch(condition: RawExpression | undefined, line: number, body: RawList | undefined): Branch {
    return { condition: this.needed(condition, line), body: this.list(body) };
  }

  declared(datums: RawList): SqlText[] {
    const found: SqlText[] = [];
    for (const { PLpgSQL_var: variable } of datums) {
      const line = variable?.lineno ?? 1;
      const value = this.sql(variable?.default_val, line);
      const query = this.sql(variable?.cursor_explicit_expr, line);
      if (value) found.push(value);
      if (query) found.push(query);
    }
    return found;
  }
}
