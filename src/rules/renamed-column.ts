import { isSame } from '../evidence/repeatable.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'renamed-column',
  severity: 'warning',
  summary: 'A column of a table that is in use gets another name.',
  why: `RENAME COLUMN takes an instant, and code that is still running with the old name fails from then on (\`42703\`): between the migration and the end of the deploy there is always
some. Views, constraints and indexes follow by themselves; the bodies of PL/pgSQL functions do not.

Without a break it takes several deploys: add a column of the new name; write both, by a trigger or in the code; fill the rows that are there in batches; read the new one; drop the old one.
Or leave the name in the database as it is, and map it in the code.

The quick way is a table under a new name and a view under the old one that has both names of the column. Said where no column of the old name is left when the script ends.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html', 'https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS'],
  on: {
    'rename-column'({ table, column, newName, tableIfExists, within }, context) {
      if (!context.inUse(table)) return undefined;
      const known = context.before.table(table);
      const found = known?.columns.get(column);
      if (found && context.isNew(found.declared)) return undefined;
      if (!found && (tableIfExists || within)) return undefined;
      // The shadow of a column that has just made room for it.
      const madeRoom = [...context.earlierOf('drop-column'), ...context.earlierOf('rename-column')].some(({ operation }) => operation.column === newName && isSame(operation.table, table));
      if (madeRoom) return undefined;
      return {
        message: `Code that still says ${quoteName(table)}.${quoteIdentifier(column)} fails once the column is called ${quoteIdentifier(newName)}.`,
        ...(found ? { related: [{ place: found.declared.place, message: 'it is added here' }] } : {}),
        unless: ({ after, earlierOf }) =>
          after.column(table, column) !== undefined || after.view(table)?.output.some(({ name }) => name === column) === true || earlierOf('drop-table').some(({ operation }) => isSame(operation.table, table)),
      };
    },
  },
});
