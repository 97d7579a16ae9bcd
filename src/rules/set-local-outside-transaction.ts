import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { isSentAlone } from '../evidence/sent-alone.ts';
import { nameOf } from '../evidence/transaction-words.ts';

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
  const { set, sql } = context;
  if (!operation.local || !/^set\s+local\b/i.test(sql) || !isSentAlone(context)) return undefined;
  return {
    message: `SET LOCAL ${operation.setting} sets nothing here: ${nameOf(set.runner)} sends this statement alone, and no transaction is open.`,
    instead: [{ script: 'this', transaction: false, sql: `${sql.replace(/^set\s+local\b/i, 'SET')};` }],
  };
}
