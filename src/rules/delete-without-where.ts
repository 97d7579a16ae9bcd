import { isSecured } from '../evidence/lost.ts';
import { defineRule } from '../judge/rule.ts';
import { everyRow } from '../evidence/whole-table.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'delete-without-where',
  severity: 'error',
  summary: 'A DELETE empties a table that is in use.',
  why: `Every row goes, and with ON DELETE CASCADE those of other tables too; no down brings them back. Conditions that are always true count as none: \`WHERE true\`, \`1 = 1\`, \`a = a\`, and
IS NOT NULL on a NOT NULL column.

Said of a table that was there before the script, unless its rows were copied elsewhere or checked by a DO block before, or the script fills it again.`,
  references: ['https://www.postgresql.org/docs/current/sql-delete.html'],
  on: {
    delete(operation, context) {
      const { table, from, within } = operation;
      if (within?.loop || from || !context.inUse(table)) return undefined;
      if (within && !context.before.table(table)) return undefined;
      const why = everyRow(operation, context);
      if (why === undefined || isSecured(table, context)) return undefined;
      const { statement } = context;
      return {
        message: `DELETE with ${why === 'always true' ? 'a WHERE that is always true' : 'no WHERE'} empties ${quoteName(table)}.`,
        unless: ({ earlier }) => earlier(table).some((later) => (later.operation.kind === 'insert' || later.operation.kind === 'copy') && later.statement.span.start > statement.span.start),
      };
    },
  },
});
