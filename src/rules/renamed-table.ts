import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'renamed-table',
  severity: 'warning',
  summary: 'A table or view that is in use gets another name or schema.',
  why: `RENAME and SET SCHEMA take an instant, and code that is still running with the old name fails from then on (\`42P01\`): between the migration and the end of the
deploy there is always some. A rollback of the code fails in the same way.

A view with the old name, created in the same transaction, keeps old code working: a view that selects from one table is updatable, so INSERT, UPDATE and DELETE go through it.
Three things do not: the view checks row level security as its owner (from PostgreSQL 15 WITH (security_invoker) checks it as the caller), INSERT … ON CONFLICT needs its columns in the
view, and TRUNCATE and COPY … FROM refuse a view. Drop it once no code uses the old name.

Said where nothing of that name is there when the script ends.`,
  references: ['https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS', 'https://www.postgresql.org/docs/current/sql-altertable.html'],
  on: {
    'rename-table': (operation, context) => judge(operation, { schema: operation.table.schema, name: operation.newName }, context),
    'set-schema': (operation, context) => judge(operation, { schema: operation.newSchema, name: operation.table.name }, context),
  },
});

function judge(operation: OperationOf<'rename-table' | 'set-schema'>, to: QualifiedName, context: Context): Report | undefined {
  const { table, object, within } = operation;
  if (object === 'type' || object === 'index' || object === 'sequence' || !context.inUse(table)) return undefined;
  const known = context.before.table(table) ?? context.before.view(table);
  // ALTER TABLE renames indexes and sequences as well.
  if (!known && context.before.isRelation(table.schema, table.name)) return undefined;
  if (!known && (operation.tableIfExists || within)) return undefined;
  // A shadow of the table that has just made room for it, or on its way to another name: no code says either.
  const madeRoom = [...context.earlierOf('rename-table'), ...context.earlierOf('drop-table')].some((earlier) => isSame(earlier.operation.table, to));
  if (madeRoom || (known && 'renamed' in known && known.renamed?.script === context.ordinal)) return undefined;
  const [from, now] = [quoteName(table), quoteName(to)];
  const verb = operation.kind === 'rename-table' ? 'renamed' : `moved to the schema ${quoteIdentifier(to.schema)}`;
  const view = `CREATE OR REPLACE VIEW ${from} AS SELECT * FROM ${now};`;
  return {
    message: `Code that still says ${from} fails once it is ${verb}.`,
    ...(known ? { related: [{ place: known.declared.place, message: 'it is created here' }] } : {}),
    unless: ({ after }) => after.isRelation(table.schema, table.name),
    instead: within || object === 'materialized view' ? [] : [{ script: 'this', transaction: true, sql: `${context.sql};\n${view}` }],
  };
}
