import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'short-integer-key',
  severity: 'info',
  convention: true,
  summary: 'A primary key of type integer ends at 2,147,483,647.',
  why: `The INSERT behind the last number fails (\`22003\`), and from then on every one. Sequences count aborted INSERTs and ON CONFLICT DO NOTHING too, so they run ahead of the rows. Widening the column then
means writing the table anew, with every index and every table that refers to it, under ACCESS EXCLUSIVE.

\`bigint\` takes four bytes more a row, often none because of alignment.`,
  references: ['https://www.postgresql.org/docs/current/datatype-numeric.html'],
  on: {
    'create-table'({ table, temporary, columns, constraints }, context) {
      if (temporary) return undefined;
      const key = constraints.find(({ type }) => type === 'primary key');
      const own = key && 'columns' in key && key.columns.length === 1 ? key.columns[0] : undefined;
      return columns.flatMap((column) => (column.name === own || isKey(column) ? judge(table, column, context) ?? [] : []));
    },
    'add-column': ({ table, column }, context) => (isKey(column) ? judge(table, column, context) : undefined),
  },
});

type Column = OperationOf<'add-column'>['column'];

function isKey({ constraints }: Column): boolean {
  return constraints.some(({ type }) => type === 'primary key');
}

/** The referenced key of a table that extends another is as long as the other's. */
function judge(table: OperationOf<'create-table'>['table'], { name, type, typeMark, constraints, serial, identity, default: value }: Column, context: Context): Report | undefined {
  if (type.schema !== 'pg_catalog' || (type.name !== 'int4' && type.name !== 'int2') || constraints.some((constraint) => constraint.type === 'foreign key')) return undefined;
  const isCounted = serial !== undefined || identity !== undefined || value?.functions.some((called) => called.name === 'nextval') === true;
  if (!isCounted) return undefined;
  return { message: `${quoteName(table)}.${quoteIdentifier(name)} is ${context.text(typeMark).toLowerCase()}: it ends at ${type.name === 'int4' ? '2,147,483,647' : '32,767'}, bigint does not.`, at: typeMark };
}
