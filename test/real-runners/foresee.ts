import { lower } from '../../src/operations/lower.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { parseSql } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { Statement } from '../../src/parser/statement.ts';
import type { Transaction } from '../../src/judge/rule.ts';
import { TransactionState } from '../../src/judge/transactions.ts';
import { restrictionOf } from '../../src/postgres/transaction-blocks.ts';
import type { Script } from '../../src/project/migration.ts';
import type { Span } from '../../src/source/source-file.ts';
import { Catalog } from '../../src/schema/catalog.ts';
import { defaultSearchPath, SessionNames } from '../../src/schema/session.ts';

interface Unit {
  readonly steps: string[];
  /** Enum values that are not committed yet. */
  readonly added: Set<string>;
  /** What SET LOCAL says until the end. */
  lockTimeout?: string;
}

/**
 * What pgmiglint's picture of a runner says that will happen: which error stops it, and which steps stay.
 *
 * Goes through scripts as their executions say, with the few things that the fixtures do: steps into the table `seen`,
 * a division by zero, an enum value, lock_timeout. Only what TransactionState and Execution tell decides over the
 * transactions.
 */
export class Foresight {
  readonly #units: Unit[] = [];
  #lockTimeout = '0';
  #pending: Unit = unit();
  #current: Unit | undefined;
  /** What the runner has opened around this script. */
  #own: Unit | undefined;
  /** What the script before has left of the transaction around all. */
  #carried: Transaction | undefined;

  /** The scripts of one run. @returns the SQLSTATE that ends it */
  run(scripts: readonly Script[]): string | undefined {
    this.#pending = this.#begin();
    this.#carried = undefined;
    for (const script of scripts) {
      const error = this.#script(script);
      if (error !== undefined) return error;
    }
    return undefined;
  }

  get seen(): string[][] {
    return this.#units.map(({ steps }) => steps).filter((steps) => steps.length > 0);
  }

  #script(script: Script): string | undefined {
    if (script.execution.session === 'fresh') this.#lockTimeout = '0';
    const { wrap } = script.execution;
    const isLeft = wrap === 'all pending' && this.#carried?.kind === 'none';
    this.#own = isLeft ? undefined : wrap === 'all pending' ? this.#pending : wrap === 'script' ? this.#begin() : undefined;
    const messages = messagesOf(script);
    const { statements } = readScript(script);
    const state = new TransactionState(script, statements, 0, this.#carried);
    this.#current = this.#own;
    for (const message of messages) {
      const broken = 'error' in parseSql(script.file.text.slice(message.start, message.end));
      const inside = statements.filter(({ span }) => span.start >= message.start && span.start < message.end);
      if (broken) return this.#fail('42601', this.#isInOwn() ? 'runner' : 'none');
      if (!this.#isInOwn()) this.#closeMessage(state, inside[0]);
      for (const statement of inside) {
        const error = this.#statement(statement, state);
        if (error !== undefined) return error;
      }
    }
    this.#carried = state.open;
    return undefined;
  }

  #statement(statement: Statement, state: TransactionState): string | undefined {
    const operations = lower(statement, new SessionNames(new Catalog(), defaultSearchPath));
    const transaction = state.at(statement);
    const inside = this.#unitFor(transaction.kind);
    const error = errorOf(statement, operations, transaction.kind, inside);
    if (error !== undefined) return this.#fail(error, transaction.kind);
    this.#effects(statement, transaction.kind !== 'none', inside);
    for (const operation of operations) if (operation.kind === 'add-enum-value') inside.added.add(operation.value);
    state.after(statement, operations);
    const control = operations.find((operation) => operation.kind === 'transaction');
    if (control?.action === 'rollback') this.#drop(inside);
    if (control?.action === 'rollback' || control?.action === 'commit') this.#current = undefined;
    return undefined;
  }

  #isInOwn(): boolean {
    return this.#own !== undefined && this.#current === this.#own;
  }

  /** A BEGIN joins the message that it stands in. */
  #unitFor(kind: string): Unit {
    if (kind === 'none') return (this.#current = this.#begin());
    if (kind === 'runner') this.#current ??= this.#own = this.#begin();
    return (this.#current ??= this.#begin());
  }

  #closeMessage(state: TransactionState, first: Statement | undefined): void {
    const kind = first && state.at(first).kind;
    if (kind !== undefined && kind !== 'begin' && kind !== 'pipeline') this.#current = undefined;
  }

  #effects(statement: Statement, inTransaction: boolean, into: Unit): void {
    const sql = textOf(statement);
    const local = /^SET LOCAL lock_timeout = '(\w+)'/.exec(sql);
    const set = /^SET lock_timeout = '(\w+)'/.exec(sql);
    if (local?.[1] !== undefined && inTransaction) into.lockTimeout = local[1];
    if (set?.[1] !== undefined) this.#lockTimeout = set[1];
    if (sql.startsWith('SELECT note()')) into.steps.push('first', 'second');
    if (!sql.startsWith('INSERT INTO seen')) return;
    if (sql.includes('current_setting')) into.steps.push(`lock_timeout ${into.lockTimeout ?? this.#lockTimeout}`);
    else into.steps.push(...[...sql.matchAll(/\('([^']*)'/g)].map((match) => match[1] ?? ''));
  }

  #begin(): Unit {
    const made = unit();
    this.#units.push(made);
    return made;
  }

  #fail(error: string, kind: string): string {
    if (kind !== 'none' && this.#current) this.#drop(this.#current);
    return error;
  }

  #drop(lost: Unit): void {
    lost.steps.length = 0;
  }
}

function unit(): Unit {
  return { steps: [], added: new Set() };
}

function textOf({ file, span }: Statement): string {
  return file.text.slice(span.start, span.end);
}

/** What goes to the server in one query string each. */
function messagesOf(script: Script): readonly Span[] {
  const { send } = script.execution;
  if (send === 'one message') return [script.span];
  if (send === 'chunks') return script.chunks ?? [];
  const { statements, errors } = readScript(script);
  return [...statements, ...errors].map(({ span }) => span).sort((a, b) => a.start - b.start);
}

function errorOf(statement: Statement, operations: readonly Operation[], kind: string, inside: Unit): string | undefined {
  const sql = textOf(statement);
  if (kind !== 'none' && operations.some((operation) => restrictionOf(operation))) return '25001';
  if (sql.includes('1 / 0')) return '22012';
  if (kind === 'none' && sql.startsWith('LOCK TABLE')) return '25P01';
  if (sql.startsWith('INSERT INTO moods') && [...inside.added].some((value) => sql.includes(`'${value}'`))) return '55P04';
  return undefined;
}
