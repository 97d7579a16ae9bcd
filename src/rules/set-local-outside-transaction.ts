import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { nameOf } from '../judge/transaction-words.ts';

export default defineRule({
  id: 'set-local-outside-transaction',
  severity: 'warning',
  downs: true,
  summary: 'SET LOCAL outside a transaction sets nothing.',
  why: `SET LOCAL holds until the end of the transaction. A statement that is sent alone, with no transaction open, is a transaction of its own: PostgreSQL
answers \`WARNING: SET LOCAL can only be used in transaction blocks\`, and the next statement runs under the old value. A \`lock_timeout\` that was
meant to keep an ALTER TABLE from waiting forever does not.

In a script that its runner sends as one message SET LOCAL works without BEGIN: the message is one transaction. Nothing is said of plain files
without a BEGIN of their own, because nothing tells what runs them.`,
  references: ['https://www.postgresql.org/docs/current/sql-set.html'],
  on: { set: judge },
});

function judge(operation: OperationOf<'set'>, context: Context): Report | undefined {
  const { transaction, script, set, sql } = context;
  if (!operation.local || transaction.kind !== 'none' || !/^set\s+local\b/i.test(sql)) return undefined;
  // The first statement of a pipeline shares its transaction with those behind it.
  if (script.execution.send === 'pipeline' || !isKnownToBeSentSo(context)) return undefined;
  return {
    message: `SET LOCAL ${operation.setting} sets nothing here: ${nameOf(set.runner)} sends this statement alone, and no transaction is open.`,
    instead: [{ script: 'this', transaction: false, sql: `${sql.replace(/^set\s+local\b/i, 'SET')};` }],
  };
}

/** Of plain files nobody knows what runs them, unless they open transactions themselves; of those that a changelog includes neither. */
function isKnownToBeSentSo({ set, script, statements }: Context): boolean {
  if (set.runner === 'liquibase' && script.heading.span.start === 0) return false;
  if (!/^(?:plain|up-down)/.test(set.runner)) return true;
  return statements.some(({ file, span }) => /^(?:begin|start\s+transaction)\b/i.test(file.text.slice(span.start, span.end)));
}
