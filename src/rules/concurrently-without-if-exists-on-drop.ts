import { isMadeEarlier } from '../evidence/dropped.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { withIfExists } from '../postgres/repeatable-sql.ts';

export default defineRule({
  id: 'concurrently-without-if-exists-on-drop',
  severity: 'warning',
  convention: true,
  downs: true,
  summary: 'DROP INDEX CONCURRENTLY cannot be rolled back, and fails when the index is gone already.',
  why: `DROP INDEX CONCURRENTLY runs outside of any transaction. Where something after it fails, the index stays dropped, and the script that is run again stops at
the DROP with \`42704\`. It is also what removes the invalid index that a CREATE INDEX CONCURRENTLY leaves when it fails: there, whether the index is there depends on how far the
last attempt came. IF EXISTS makes both a notice.`,
  references: ['https://www.postgresql.org/docs/current/sql-dropindex.html'],
  on: {
    'drop-index'(operation, context) {
      if (!operation.concurrently || operation.ifExists || isMadeEarlier(operation, context)) return undefined;
      const guarded = withIfExists(context.sql);
      return {
        message: `DROP INDEX CONCURRENTLY ${quoteName(operation.index)} is not rolled back with what follows, and fails when it runs a second time.`,
        at: { part: 'statement' },
        instead: guarded === undefined ? [] : [{ script: 'this', transaction: false, sql: guarded }],
      };
    },
  },
});
