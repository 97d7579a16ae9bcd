import { isSame } from '../evidence/repeatable.ts';
import { bySize } from '../evidence/burden.ts';
import { nameOf } from '../evidence/transaction-words.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { blockedWords } from '../postgres/lock-modes.ts';

export default defineRule({
  id: 'validated-in-same-transaction',
  severity: 'warning',
  summary: 'VALIDATE CONSTRAINT reads the table while the transaction still holds the lock of an earlier statement.',
  why: `ADD CONSTRAINT … NOT VALID takes ACCESS EXCLUSIVE (a foreign key SHARE ROW EXCLUSIVE) for a moment, and VALIDATE CONSTRAINT reads the table under a lock that blocks neither reads nor
writes. But a lock is held until its transaction ends: with both in one transaction the rows are tried under the first lock, as if NOT VALID were not there.

It is one transaction between BEGIN and COMMIT, in a script that the runner wraps, and in a script that is sent as one message. So VALIDATE CONSTRAINT goes into a migration of its own; where the runner puts all
pending migrations into one transaction, into the next deploy.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES', 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  on: {
    'validate-constraint'(operation, context) {
      const { table, constraint, within } = operation;
      if (!context.inUse(table) || context.size(table) === 'small') return undefined;
      const held = context.held.find(({ relation }) => isSame(relation, table));
      if (!held || context.effects(operation).scans.length === 0) return undefined;
      const { statement, transaction, set } = context;
      const line = statement.file.position(held.statement.span.start).line;
      const isAll = transaction.kind === 'runner' && transaction.scope === 'all pending';
      const later = isAll ? ` ${nameOf(set.runner)} runs all pending migrations in one transaction: validate in the next deploy.` : '';
      const where = held.statement.file === statement.file ? `line ${line}` : `${held.statement.file.path}:${line}`;
      return {
        message: `${quoteIdentifier(constraint)} is validated under the ${held.mode} lock that ${where} took in the same transaction: ${blockedWords(held.mode)} of ${quoteName(table)} wait while every row is tried.${later}`,
        related: [{ place: held.statement, message: `${held.mode} on ${quoteName(table)} from here on` }],
        ...bySize([table], context),
        instead: within || isAll ? [] : [{ script: 'next', transaction: true, sql: `ALTER TABLE ${quoteName(table)} VALIDATE CONSTRAINT ${quoteIdentifier(constraint)};` }],
      };
    },
  },
});
