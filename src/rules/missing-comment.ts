import { headOf } from '../evidence/head.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'missing-comment',
  severity: 'info',
  convention: true,
  summary: 'A new table without a comment.',
  why: `COMMENT ON TABLE stands in the database, where whoever meets the table sees it: psql's \`\\d+\`, editors, generated documentation. Comments in the migration are not there.

Said where the script that creates the table has no COMMENT ON TABLE for it.`,
  references: ['https://www.postgresql.org/docs/current/sql-comment.html'],
  on: {
    'create-table'(operation, context) {
      const { table, temporary, partitionOf } = operation;
      if (temporary || partitionOf || context.before.table(table)) return undefined;
      return {
        message: `${quoteName(table)} has no comment: COMMENT ON TABLE says what it is for.`,
        at: headOf(operation, context),
        unless: ({ after, earlierOf }) => !after.table(table) || earlierOf('other').some(({ operation: other }) => other.command === 'comment' && other.table !== undefined && isSame(other.table, table) && other.options.includes('table')),
      };
    },
  },
});
