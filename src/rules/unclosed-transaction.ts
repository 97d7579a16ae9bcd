import { defineRule, type Done, type Report, type WholeScript } from '../judge/rule.ts';
import { nameOf } from '../evidence/transaction-words.ts';

export default defineRule({
  id: 'unclosed-transaction',
  severity: 'error',
  downs: true,
  summary: 'A BEGIN without a COMMIT: what follows is undone when the session ends.',
  why: `A transaction that is open when its session ends is rolled back, without an error: psql exits with 0. Where the runner keeps the session, its own entry for the migration, and the migrations
behind this one, run inside the open transaction and go with it, or commit it at a moment that nobody chose; until then every lock in it is held.

Said where the script opens the transaction itself, not where the runner has one around it.`,
  references: ['https://www.postgresql.org/docs/current/sql-begin.html', 'https://www.postgresql.org/docs/current/sql-commit.html'],
  script(whole) {
    const { script: { execution }, operations } = whole;
    if (execution.wrap !== 'none' || execution.losesBegin) return undefined;
    let reports: Report[] | undefined;
    let at = 0;
    for (const done of operations) {
      if (begins(done) && !isEnded(done, at, whole)) (reports ??= []).push(report(done, whole));
      at++;
    }
    return reports;
  },
});

function begins({ operation, transaction }: Done): boolean {
  return operation.kind === 'transaction' && operation.action === 'begin' && !operation.within && transaction.kind !== 'begin';
}

/** @param at - where it stands among the operations */
function isEnded({ statement }: Done, at: number, { script: { file, span }, operations, statements }: WholeScript): boolean {
  for (let next = at + 1; next < operations.length; next++) {
    const later = operations[next];
    if (later?.operation.kind === 'transaction' && ends.has(later.operation.action) && later.statement.span.start > statement.span.start) return true;
  }
  // A COMMIT in a statement that cannot be read is one all the same.
  return statements.at(-1) === statement && /^\s*(?:commit|rollback)\s*;/im.test(file.text.slice(statement.span.end, span.end));
}

const ends: ReadonlySet<string> = new Set(['commit', 'rollback', 'prepare']);

function report({ statement }: Done, { script: { execution }, set }: WholeScript): Report {
  return {
    message: `Nothing commits what begins here: it is ${execution.session === 'fresh' ? 'undone when the session ends' : `left open when ${nameOf(set.runner)} goes on`}.`,
    at: statement.span,
  };
}
