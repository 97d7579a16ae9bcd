import { redefines, writesRows } from '../evidence/changes.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Done, type QualifiedName } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'schema-and-data-in-one-migration',
  severity: 'info',
  convention: true,
  summary: 'The migration changes both the schema and the rows of tables that are in use.',
  why: `A change of the schema takes an instant and blocks its table meanwhile; a change of many rows takes as long as there are rows. In one transaction the short lock of the
first is held for as long as the second runs. And they go back differently: a down takes back a column, but not an UPDATE.

Three migrations do it: the new column; the rows, in batches; then the constraint.

Rows that a migration spells out (INSERT … VALUES: a setting, a list of countries with the table of countries) belong to it.`,
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html', 'https://www.postgresql.org/docs/current/sql-altertable.html'],
  script({ operations, inUse, script }) {
    const schema = operations.find(({ operation }) => redefines(operation) !== undefined && !operation.within);
    const rows = operations.find((done) => touchesRows(done, inUse));
    const table = rows && writesRows(rows.operation);
    if (!schema || !table) return undefined;
    return {
      message: `It changes rows of ${quoteName(table)}, in a migration that changes the schema too.`,
      at: rows.statement.span,
      related: [{ place: { file: script.file, span: schema.statement.span }, message: 'the schema changes here' }],
    };
  },
});

/** A runner's own list of versions is no data. */
const bookkeeping = /migration|schema_?version|changelog/i;

function touchesRows({ operation }: Done, inUse: (relation: QualifiedName) => boolean): boolean {
  const table = writesRows(operation);
  if (!table || bookkeeping.test(table.name)) return false;
  if (operation.kind !== 'insert') return inUse(table);
  return (operation.from?.relations ?? []).some((source) => !isSame(source, table) && inUse(source));
}
