import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'dropped-default',
  severity: 'warning',
  summary: 'A NOT NULL column loses its default: an INSERT that leaves it out fails.',
  why: `Code that is still running and leaves the column out of its INSERT got the default so far. Without it the column is NULL, and NOT NULL refuses the row (\`23502\`).
The same happens when an identity is dropped, and where a migration adds a NOT NULL column with a default for the rows that are there and takes the default away in the same breath: code from before
the migration does not know the column.

Leave the default until all code that is running names the column; drop it in a later migration. Said where the column is NOT NULL and without default or identity when the script
ends, and no trigger of the table could fill it.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html', 'https://www.postgresql.org/docs/current/ddl-default.html'],
  on: { 'drop-default': judge, 'drop-identity': judge, 'set-default': judge },
});

function judge(operation: OperationOf<'drop-default' | 'drop-identity' | 'set-default'>, context: Context): Report | undefined {
  if (operation.kind === 'set-default' && operation.default.kind !== 'null') return undefined;
  const { table, column } = operation;
  const known = context.before.table(table);
  const found = known?.columns.get(column);
  if (!known || !found || !context.inUse(table)) return undefined;
  if (!found.default && !found.identity) return undefined;
  if (known.triggers.size > 0) {
    context.unknown('whether a trigger fills a column that has lost its default');
    return undefined;
  }
  return {
    message: `${quoteName(table)}.${quoteIdentifier(column)} stays NOT NULL and loses its ${operation.kind === 'drop-identity' ? 'identity' : 'default'}: an INSERT of running code that leaves it out fails.`,
    related: [{ place: found.declared.place, message: 'the column is added here' }],
    unless: ({ after }) => {
      const now = after.column(table, column);
      return !now?.notNull || now.default !== undefined || now.identity !== undefined || now.generated !== undefined;
    },
  };
}
