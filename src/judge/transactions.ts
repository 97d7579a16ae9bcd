import type { Operation } from '../operations/operation.ts';
import type { Statement } from '../parser/statement.ts';
import type { Script } from '../project/migration.ts';
import type { Span } from '../source/source-file.ts';
import type { Transaction } from './rule.ts';

/**
 * Follows a script's transaction from statement to statement: what the runner opens, what the script's own BEGIN and
 * COMMIT do inside that, and what PostgreSQL makes of a query string with several statements.
 *
 * Facts: PostgreSQL manual, "Multiple Statements in a Simple Query"; what a COMMIT does inside a runner's transaction
 * was tried on servers 10 to 18.
 */
export class TransactionState {
  readonly #script: Script;
  readonly #statements: readonly Statement[];
  /** Statements that the grammar refuses: mended, they stand beside the others. */
  readonly #refused: number;
  /** What the script begins in. */
  readonly #outer: Transaction;
  #open: Transaction;
  /** In a pipeline: something other than a statement that commits by itself has run. */
  #pipelineOpen = false;
  #inChunk: ReadonlyMap<Statement, number> | undefined;

  constructor(script: Script, statements: readonly Statement[], refused = 0) {
    this.#script = script;
    this.#statements = statements;
    this.#refused = refused;
    const { wrap, leavesTransactionFor } = script.execution;
    const left = leavesTransactionFor === 'flyway' && leavesFlywayTransaction(script, statements);
    this.#outer = wrap === 'none' || left ? { kind: 'none' } : { kind: 'runner', scope: wrap };
    this.#open = this.#outer;
  }

  /** The transaction that a statement runs in, as its first effect. */
  at(statement: Statement): Transaction {
    if (this.#open.kind !== 'none') return this.#open;
    const { send } = this.#script.execution;
    if (send === 'pipeline') return this.#pipelineOpen ? { kind: 'pipeline' } : this.#open;
    const beside = this.#besides(statement, send);
    return beside > 1 ? { kind: 'message', statements: beside } : this.#open;
  }

  /** Takes over what the statement does to the transaction. */
  after(statement: Statement, operations: readonly Operation[]): void {
    let leavesPipelineClosed = operations.length > 0;
    for (const operation of operations) {
      if (operation.within) continue;
      if (operation.kind !== 'transaction') {
        if (!('concurrently' in operation && operation.concurrently)) leavesPipelineClosed = false;
        continue;
      }
      leavesPipelineClosed = false;
      if (operation.action === 'begin' && this.#open.kind === 'none' && this.#script.execution.losesBegin !== true) {
        this.#open = { kind: 'begin', begin: { file: statement.file, span: statement.span } };
      }
      const ends = operation.action === 'commit' || operation.action === 'rollback' || operation.action === 'prepare';
      if (ends && !operation.chain) this.#open = this.#script.execution.beginsAnew === true ? this.#outer : { kind: 'none' };
    }
    if (!leavesPipelineClosed) this.#pipelineOpen = true;
  }

  /** How many statements are sent in one query string with this one, itself included. */
  #besides(statement: Statement, send: Script['execution']['send']): number {
    if (send === 'one message') return this.#statements.length + this.#refused;
    if (send !== 'chunks') return 1;
    this.#inChunk ??= countInChunks(this.#statements, this.#script.chunks ?? []);
    return this.#inChunk.get(statement) ?? 1;
  }
}

/** For each statement of a chunk with several: how many. Both lists are in the order of the file. */
function countInChunks(statements: readonly Statement[], chunks: readonly Span[]): ReadonlyMap<Statement, number> {
  const counts = new Map<Statement, number>();
  let next = 0;
  for (const chunk of chunks) {
    const inside: Statement[] = [];
    for (let statement = statements[next]; statement && statement.span.start < chunk.end; statement = statements[++next]) {
      inside.push(statement);
    }
    if (inside.length > 1) for (const statement of inside) counts.set(statement, inside.length);
  }
  return counts;
}

/**
 * What Flyway takes for non-transactional, by the words that a statement begins with. A file of nothing else runs
 * without a transaction; a file with both kinds is refused, so its transaction stays in what is judged here.
 *
 * Source: PostgreSQLParser.java of flyway-database-postgresql.
 */
const nonTransactional =
  /^(?:(?:create|drop)\s+(?:database|tablespace|subscription)|alter\s+system|(?:create(?:\s+unique)?|drop)\s+index\s+concurrently|reindex(?:\s+verbose)?\s+(?:schema|database|system)|vacuum|discard\s+all)\b/i;

function leavesFlywayTransaction({ file }: Script, statements: readonly Statement[]): boolean {
  return statements.length > 0 && statements.every(({ span }) => nonTransactional.test(withoutComments(file.text.slice(span.start, Math.min(span.end, span.start + 200)))));
}

/** Flyway looks at the words alone. */
function withoutComments(sql: string): string {
  return sql.includes('/*') || sql.includes('--') ? sql.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ') : sql;
}
