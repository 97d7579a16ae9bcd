import { burdenOf, bySize } from '../evidence/burden.ts';
import { headOf } from '../evidence/head.ts';
import { howOutside, outside } from '../evidence/outside-transaction.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'blocking-reindex',
  severity: 'warning',
  summary: 'REINDEX without CONCURRENTLY keeps writes waiting, and every query that looks at the index.',
  why: `REINDEX takes SHARE on the table, so that INSERT, UPDATE and DELETE wait, and ACCESS EXCLUSIVE on the index that it builds: the planner looks at every index of a table, so SELECT waits too.

REINDEX … CONCURRENTLY, from PostgreSQL 12 on, takes SHARE UPDATE EXCLUSIVE, which blocks neither. It cannot run in a transaction. When it fails it leaves an INVALID index whose name ends with \`_ccnew\`:
drop that one and begin anew.`,
  references: ['https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY'],
  on: {
    other(operation, context) {
      if (operation.command !== 'reindex' || !operation.table || operation.options.includes('concurrently')) return undefined;
      const burden = burdenOf(operation, context);
      const [table] = burden?.tables ?? [];
      if (!burden || !table) return undefined;
      const isOld = (context.settings.postgres ?? 18) < 12;
      const sql = context.sql.replace(/^reindex\s+(?:\([^)]*\)\s*)?(table|index)\s+/i, (_, kind: string) => `REINDEX ${kind.toUpperCase()} CONCURRENTLY `);
      return {
        message: `REINDEX keeps writes to ${quoteName(table)} waiting, and reads that look at the index, until it is built.${isOld ? '' : howOutside(context)}`,
        at: headOf(operation, context),
        ...bySize(burden.tables, context),
        instead: operation.within || isOld || sql === context.sql ? [] : outside(context, [{ sql: `${sql};` }]),
      };
    },
  },
});
