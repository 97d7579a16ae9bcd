import type { Operation, OperationOf } from '../operations/operation.ts';
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
  #inChunk: ReadonlyMap<Statement, Transaction> | undefined;
  #inMessage: Transaction | undefined;
  #pipeline: Transaction | undefined;

  /** @param carried - what the script before left open, where one transaction is around all pending scripts */
  constructor(script: Script, statements: readonly Statement[], refused = 0, carried?: Transaction) {
    this.#script = script;
    this.#statements = statements;
    this.#refused = refused;
    const { wrap, leavesTransactionFor } = script.execution;
    const left = leavesTransactionFor === 'flyway' && leavesFlywayTransaction(script, statements);
    this.#outer = wrap === 'none' || left ? none : { kind: 'runner', scope: wrap };
    this.#open = (wrap === 'all pending' ? carried : undefined) ?? this.#outer;
  }

  /** What the script leaves open, message and pipeline left out. */
  get open(): Transaction {
    return this.#open;
  }

  /** The transaction that a statement runs in, as its first effect. Within a script, one transaction is one value. */
  at(statement: Statement): Transaction {
    if (this.#open.kind !== 'none') return this.#open;
    const { send } = this.#script.execution;
    if (send === 'pipeline') return this.#pipelineOpen ? this.#wholePipeline() : this.#open;
    return this.#messageOf(statement, send) ?? this.#open;
  }

  /**
   * What commits together with a statement: its transaction, or the pipeline that it is the first of.
   *
   * @param transaction - where it is known already
   */
  unitOf(statement: Statement, transaction = this.at(statement)): Transaction {
    return transaction.kind === 'none' && this.#script.execution.send === 'pipeline' ? this.#wholePipeline() : transaction;
  }

  #wholePipeline(): Transaction {
    return (this.#pipeline ??= { kind: 'pipeline' });
  }

  /** Takes over what the statement does to the transaction. */
  after(statement: Statement, operations: readonly Operation[]): void {
    for (const operation of operations) if (operation.kind === 'transaction' && !operation.within) this.#control(operation, statement);
    if (!this.#pipelineOpen && this.#script.execution.send === 'pipeline') this.#pipelineOpen = operations.length === 0 || operations.some(staysInPipeline);
  }

  #control({ action, chain }: OperationOf<'transaction'>, { file, span }: Statement): void {
    const { losesBegin, beginsAnew } = this.#script.execution;
    if (action === 'begin' && this.#open.kind === 'none' && losesBegin !== true) this.#open = { kind: 'begin', begin: { file, span } };
    const ends = action === 'commit' || action === 'rollback' || action === 'prepare';
    if (ends && !chain) this.#open = beginsAnew === true ? this.#outer : none;
  }

  /** The query string that a statement is sent in, where others stand beside it. */
  #messageOf(statement: Statement, send: Script['execution']['send']): Transaction | undefined {
    if (send === 'one message') {
      const count = this.#statements.length + this.#refused;
      return count > 1 ? (this.#inMessage ??= { kind: 'message', statements: count }) : undefined;
    }
    if (send !== 'chunks') return undefined;
    this.#inChunk ??= messagesOf(this.#statements, this.#script.chunks ?? []);
    return this.#inChunk.get(statement);
  }
}

const none: Transaction = { kind: 'none' };

/** Whether it is not a statement that commits by itself. */
function staysInPipeline(operation: Operation): boolean {
  return !operation.within && !('concurrently' in operation && operation.concurrently);
}

/** For each statement of a chunk with several: that chunk. Both lists are in the order of the file. */
function messagesOf(statements: readonly Statement[], chunks: readonly Span[]): ReadonlyMap<Statement, Transaction> {
  const messages = new Map<Statement, Transaction>();
  let next = 0;
  for (const chunk of chunks) {
    const inside: Statement[] = [];
    for (let statement = statements[next]; statement && statement.span.start < chunk.end; statement = statements[++next]) {
      inside.push(statement);
    }
    const message: Transaction = { kind: 'message', statements: inside.length };
    if (inside.length > 1) for (const statement of inside) messages.set(statement, message);
  }
  return messages;
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
