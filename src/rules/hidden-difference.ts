import { defineRule, type Context, type OperationOf, type QualifiedName, type Report, type TypeName } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { formatType } from '../postgres/types.ts';

export default defineRule({
  id: 'hidden-difference',
  severity: 'warning',
  summary: 'IF NOT EXISTS finds something else under that name, and keeps it without a word.',
  why: `IF NOT EXISTS compares names alone. ADD COLUMN IF NOT EXISTS keeps a column of another type, CREATE TABLE IF NOT EXISTS a table without the new columns: both say \`already exists, skipping\` in
a NOTICE and succeed. The migration counts as done, and the code that follows meets a schema that nobody described.

Said where this history shows what is there under that name, and it differs. To change what is there takes ALTER TABLE.`,
  references: ['https://www.postgresql.org/docs/current/sql-createtable.html', 'https://www.postgresql.org/docs/current/sql-altertable.html'],
  on: {
    'add-column'({ table, column, ifNotExists }, context) {
      return ifNotExists ? difference(table, column, context) : undefined;
    },
    'create-table'(operation, context) {
      const { table, ifNotExists, columns, temporary } = operation;
      const known = context.before.table(table);
      if (!ifNotExists || temporary || !known || known.partial || context.isNew(known.declared) || !context.before.holds(known.declared)) return undefined;
      const missing = columns.find(({ name }) => !known.columns.has(name));
      if (missing && context.before.gap === undefined) {
        return {
          message: `${quoteName(table)} is there already, without the column ${quoteIdentifier(missing.name)}: CREATE TABLE IF NOT EXISTS does nothing.`,
          at: missing.nameMark,
          related: [{ place: known.declared.place, message: 'it is created here' }],
          unless: ({ after }) => after.column(table, missing.name) !== undefined,
        };
      }
      for (const column of columns) {
        const found = difference(table, column, context);
        if (found) return found;
      }
      return undefined;
    },
  },
});

function difference(table: QualifiedName, { name, type, typeMark }: OperationOf<'add-column'>['column'], context: Context): Report | undefined {
  const known = context.before.column(table, name);
  if (!known?.type || known.type.name === '' || context.isNew(known.typed) || !context.before.holds(known.typed) || isSameType(known.type, type)) return undefined;
  return {
    message: `${quoteName(table)}.${quoteIdentifier(name)} is there already, as ${formatType(known.type)} and not ${formatType(type)}: IF NOT EXISTS keeps it.`,
    at: typeMark,
    related: [{ place: known.typed.place, message: `${formatType(known.type)} since here` }],
    unless: ({ after }) => {
      const now = after.column(table, name)?.type;
      return now !== undefined && isSameType(now, type);
    },
  };
}

/** Without a length `varchar` is another word for `text`. */
function isUnboundText({ schema, name, modifiers }: TypeName): boolean {
  return schema === 'pg_catalog' && (name === 'text' || name === 'varchar') && modifiers.length === 0;
}

function isSameType(a: TypeName, b: TypeName): boolean {
  if (isUnboundText(a) && isUnboundText(b)) return a.dimensions > 0 === b.dimensions > 0;
  return a.name === b.name && a.schema === b.schema && a.dimensions > 0 === b.dimensions > 0 && a.modifiers.join() === b.modifiers.join();
}
