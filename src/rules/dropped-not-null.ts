import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'dropped-not-null',
  severity: 'info',
  convention: true,
  summary: 'A column that never was null may be null from now on.',
  why: `Nothing fails in the database. Code that is still running and was written for a column without nulls meets the first one some time later: a value that cannot be decoded, a comparison
that is neither true nor false, a sum without a row. And there is no easy way back: SET NOT NULL needs every null filled first.

DROP NOT NULL takes ACCESS EXCLUSIVE for a moment.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  on: {
    'drop-not-null'({ table, column }, context) {
      const found = context.before.column(table, column);
      if (!found?.notNull || context.isNew(found.declared) || !context.inUse(table)) return undefined;
      return {
        message: `${quoteName(table)}.${quoteIdentifier(column)} may be null from now on: does all code that reads it know?`,
        related: [{ place: (found.notNullSince ?? found.declared).place, message: 'NOT NULL since here' }],
        unless: ({ after }) => {
          const now = after.column(table, column);
          return !now || now.notNull;
        },
      };
    },
  },
});
