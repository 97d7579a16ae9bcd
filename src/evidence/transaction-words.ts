import { quoteName } from '../postgres/identifiers.ts';
import type { Context, Operation, Step } from '../judge/rule.ts';

/** How a script of each runner says that it wants no transaction. */
const ways: Readonly<Record<string, string>> = {
  goose: 'write `-- +goose NO TRANSACTION` into a migration of its own',
  dbmate: 'write `-- migrate:up transaction:false` into a migration of its own',
  sqlx: 'begin a migration of its own with `-- no-transaction`',
  atlas: 'begin a migration of its own with `-- atlas:txmode none` and an empty line',
  'graphile-migrate': 'begin a migration of its own with `--! no-transaction`',
  'sql-migrate': 'write `-- +migrate Up notransaction` into a migration of its own',
  tern: 'write `---- tern: disable-tx ----` into a migration of its own',
  diesel: 'give a migration of its own a metadata.toml with `run_in_transaction = false`',
  liquibase: 'give a changeset of its own `runInTransaction:false`',
  flyway: 'give it a migration of its own, with `executeInTransaction=false` in its .conf where Flyway does not see it by itself',
};

/** How a script tells that runner that it wants no transaction; undefined where it cannot. */
export function wayOut(runner: string): string | undefined {
  return ways[runner];
}

/** Folders of plain files tell how they are run, not by what. */
export function nameOf(runner: string): string {
  return /^(plain|up-down)/.test(runner) ? 'the runner' : runner;
}

/** Why a statement is in a transaction, to follow "cannot run". */
export function whyInTransaction({ transaction, set, statement }: Context): string {
  switch (transaction.kind) {
    case 'none':
      return 'here';
    case 'begin':
      return `in the transaction that begins in line ${statement.file.position(transaction.begin.span.start).line}`;
    case 'runner': {
      const way = ways[set.runner];
      const around = transaction.scope === 'script' ? 'this script' : 'all pending migrations';
      return `in the transaction that ${nameOf(set.runner)} opens around ${around}${way === undefined ? '' : `: ${way}`}`;
    }
    case 'message':
      return `beside other statements: ${nameOf(set.runner)} sends ${transaction.statements} statements as one message, which PostgreSQL runs as one transaction`;
    case 'pipeline':
      return `behind another statement: ${nameOf(set.runner)} sends the file as one pipeline, which is one transaction`;
    case 'do block':
      return 'in a DO block, which is a transaction';
  }
}

/**
 * The statement outside a transaction. An index is made anew where a failed attempt may have left an invalid one; not where the
 * runner runs one statement only. Nothing where it stands in a DO block, whose text is not the statement's.
 */
export function outOf(operation: Operation, { sql, script }: Context): readonly Step[] {
  if (operation.within) return [];
  const { send, wrap } = script.execution;
  const place = send === 'one message' || wrap !== 'none' ? 'next' : 'this';
  const isNamedIndex = operation.kind === 'create-index' && operation.index !== undefined;
  const itself = { transaction: false, sql: `${isNamedIndex ? sql.replace(/\bif\s+not\s+exists\s+/i, '') : sql};` };
  if (!isNamedIndex || send === 'one message') return [{ script: place, ...itself }];
  const left = quoteName({ schema: operation.table.schema, name: operation.index });
  return [{ script: place, transaction: false, sql: `DROP INDEX CONCURRENTLY IF EXISTS ${left};` }, { script: place, ...itself }];
}
