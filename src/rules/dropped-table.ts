import { isEmptied } from '../evidence/looked-at.ts';
import { isAskedOfTable, isSecured, listed } from '../evidence/lost.ts';
import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'dropped-table',
  severity: 'error',
  summary: 'A table goes with all that is in it, and nobody looked into it first.',
  why: `DROP TABLE gives the space back at once: no down brings the rows back. DROP SCHEMA … CASCADE does the same to every table in the schema.

Looked into means: a DO block before it in the script reads the table and raises when rows are there, or an INSERT … SELECT, a CREATE TABLE AS or a COPY … TO copies them
elsewhere. Another careful way takes two deploys: the first renames the table, so that whoever still uses it fails while the rows are there; the second drops it.
Neither is asked of a table that the same script or another pending migration has made.

Code that is still running and names the table fails from then on (\`42P01\`). And the lock is wider than the statement says: DROP TABLE takes ACCESS EXCLUSIVE on the tables that
its foreign keys refer to as well, and on the parent of a partition.`,
  references: ['https://www.postgresql.org/docs/current/sql-droptable.html', 'https://www.postgresql.org/docs/current/sql-dropschema.html'],
  on: {
    'drop-table': judge,
    'drop-schema'(operation, context): Report | undefined {
      const { schema, cascade } = operation;
      const made = context.before.schemas.get(schema);
      if (!cascade || (made && context.isNew(made))) return undefined;
      const lost = [...context.before.tables.values()].filter(({ name, foreign }) => name.schema === schema && !foreign && context.inUse(name) && !isSecured(name, context));
      if (lost.length === 0) return undefined;
      const names = listed(lost.map(({ name }) => quoteName(name)));
      return {
        message: `DROP SCHEMA … CASCADE deletes ${lost.length === 1 ? `the table ${names}` : `${lost.length} tables`} with all rows${lost.length === 1 ? '' : `: ${names}`}. Nothing before it looks at them.`,
        related: lost.slice(0, 4).map(({ name, declared }) => ({ place: declared.place, message: `${quoteName(name)} is created here` })),
      };
    },
  },
});

function judge(operation: OperationOf<'drop-table'>, context: Context): Report | undefined {
  const { table, ifExists, within } = operation;
  const known = context.before.table(table);
  if (known?.foreign || !context.inUse(table)) return undefined;
  if (!known && (ifExists || within)) {
    context.unknown('whether a table that is dropped IF EXISTS is there');
    return undefined;
  }
  // Renamed by an earlier migration: whoever still used it has failed since.
  if (known?.renamed && known.renamed.script !== context.ordinal) return undefined;
  if (isAskedOfTable(operation, table) || isSecured(table, context) || isEmptied(table, context)) return undefined;
  const name = quoteName(table);
  const partition = known?.partitionOf ? `, a partition of ${quoteName(known.partitionOf)},` : '';
  const what = name.replaceAll("'", "''").replaceAll('%', '%%');
  const check = `DO $$\nBEGIN\n  IF EXISTS (SELECT 1 FROM ${name}) THEN\n    RAISE EXCEPTION '${what} still holds rows';\n  END IF;\nEND\n$$;\nDROP TABLE IF EXISTS ${name};`;
  return {
    message: `DROP TABLE deletes ${name}${partition} with all its rows, and nothing before it looks at them.`,
    ...(known ? { related: [{ place: known.declared.place, message: `${quoteIdentifier(table.name)} is created here` }] } : {}),
    instead: within || operation.cascade ? [] : [{ script: 'this', transaction: true, sql: check }],
  };
}
