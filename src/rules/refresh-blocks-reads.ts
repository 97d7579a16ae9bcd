import { headOf } from '../evidence/head.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'refresh-blocks-reads',
  severity: 'warning',
  summary: 'REFRESH MATERIALIZED VIEW without CONCURRENTLY keeps everybody who reads the view waiting until its query is done.',
  why: `REFRESH MATERIALIZED VIEW takes ACCESS EXCLUSIVE on the view and holds it while the query runs: every SELECT on the view waits.

REFRESH MATERIALIZED VIEW CONCURRENTLY takes EXCLUSIVE: reads go on with the old rows, and the differences are brought in at the end. It needs a unique index over plain columns, without a WHERE, and a view
that has been filled before (\`55000\` otherwise). It runs in a transaction like any other statement.

Nothing is said of a view that this script or another pending one has made.`,
  references: ['https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html'],
  on: {
    'refresh-materialized-view'(operation, context) {
      const { view, concurrently, within } = operation;
      if (concurrently || !context.inUse(view) || context.size(view) === 'small' || /\bwith\s+no\s+data\b/i.test(context.sql)) return undefined;
      const known = context.before.view(view);
      const isKeyed = known && Array.from(known.indexes.values()).some(({ unique, partial, expressions, valid }) => unique && valid && !partial && expressions.length === 0);
      const needs = known && !isKeyed ? ' CONCURRENTLY needs a unique index over plain columns of it first.' : '';
      return {
        message: `REFRESH MATERIALIZED VIEW keeps reads of ${quoteName(view)} waiting until its query is done.${needs}`,
        at: headOf(operation, context),
        ...(context.size(view) === 'large' ? { severity: 'error' as const } : {}),
        instead: within || !isKeyed ? [] : [{ script: 'this', transaction: true, sql: `REFRESH MATERIALIZED VIEW CONCURRENTLY ${quoteName(view)};` }],
      };
    },
  },
});
