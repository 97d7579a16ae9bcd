import { isPlain } from '../judge/existence.ts';
import { keysOn } from '../evidence/hanging.ts';
import { shortPlace } from '../evidence/place.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'truncate-referenced-table',
  severity: 'error',
  downs: true,
  summary: 'TRUNCATE is refused for a table that a foreign key of another table refers to.',
  why: `However empty the other table is, PostgreSQL answers \`0A000 cannot truncate a table referenced in a foreign key constraint\`. TRUNCATE of both tables in one statement works; CASCADE
empties the other table too, and those that refer to it. DELETE obeys the foreign key's ON DELETE.`,
  references: ['https://www.postgresql.org/docs/current/sql-truncate.html'],
  on: {
    truncate(operation, context) {
      if (operation.cascade || !isPlain(operation, context)) return undefined;
      const words = new Set(context.sql.toLowerCase().split(/[^\w$]+/));
      const [first] = keysOn(operation.table, context).filter(({ owner }) => !owner || !words.has(owner.name.toLowerCase()));
      if (!first) return undefined;
      return {
        message: `${quoteName(operation.table)} cannot be truncated by itself: the ${first.what} refers to it (${shortPlace(first.declared)}). The statement fails with 0A000.`,
        related: [{ place: first.declared.place, message: `${first.what} refers to it` }],
        fails: '0A000',
      };
    },
  },
});
