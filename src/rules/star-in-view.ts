import { headOf } from '../evidence/head.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'star-in-view',
  severity: 'info',
  convention: true,
  summary: 'A view that selects *.',
  why: `PostgreSQL writes the columns out when the view is created: one that is added to the table later is not in the view, until a CREATE OR REPLACE VIEW puts it there on some databases and fails
(\`42P16\`) on others, where the columns stand in another order. And every column that the view names keeps the table from dropping it.`,
  references: ['https://www.postgresql.org/docs/current/sql-createview.html'],
  on: {
    'create-view'(operation, context) {
      const { view, query, temporary } = operation;
      // A name that old code still uses: a view that is the whole table is what is meant.
      if (!query.star || temporary || context.earlierOf('rename-table').some(({ operation: { table } }) => table.name === view.name)) return undefined;
      return { message: `${quoteName(view)} selects *: its columns are those of today.`, at: headOf(operation, context) };
    },
  },
});
