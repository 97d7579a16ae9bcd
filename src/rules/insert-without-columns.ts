import { headOf } from '../evidence/head.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'insert-without-columns',
  severity: 'info',
  convention: true,
  summary: 'An INSERT that does not name its columns.',
  why: `The values go to the columns in the order in which the table has them: on a database where a column was added by hand, or in another order, they go to others. An earlier migration that
is changed, or a column added before this one runs, breaks it or, where the types fit, does not.`,
  references: ['https://www.postgresql.org/docs/current/sql-insert.html'],
  on: {
    insert(operation, context) {
      const { table, columns } = operation;
      if (columns.length > 0 || /\bdefault\s+values\b/i.test(context.sql) || /^\s*merge\b/i.test(context.sql)) return undefined;
      return { message: `INSERT INTO ${quoteName(table)} does not say which columns its values are for.`, at: headOf(operation, context) };
    },
  },
});
