import { defineRule, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

type Definition = OperationOf<'add-constraint'>['constraint'];

export default defineRule({
  id: 'unnamed-constraint',
  severity: 'info',
  convention: true,
  summary: 'A constraint without a name: PostgreSQL chooses one.',
  why: `A later migration, and the down of this one, has to guess what PostgreSQL chose: \`orders_check\`, or \`orders_check1\` where the first is taken, or a name cut off at 63 bytes. Error messages and code that
catches them show that name.

Nothing is said of primary keys and NOT NULL.`,
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html', 'https://www.postgresql.org/docs/current/sql-createtable.html'],
  on: {
    'create-table': ({ table, temporary, columns, constraints }) => (temporary ? undefined : [...columns.flatMap((column) => column.constraints), ...constraints].flatMap((constraint) => judge(constraint, quoteName(table)) ?? [])),
    'add-column': ({ table, column }) => column.constraints.flatMap((constraint) => judge(constraint, quoteName(table)) ?? []),
    'add-constraint': ({ table, constraint }) => judge(constraint, quoteName(table)),
  },
});

function judge({ name, type, mark, ...rest }: Definition, table: string): Report | undefined {
  if (name !== undefined || type === 'primary key' || type === 'not null' || 'usingIndex' in rest) return undefined;
  return { message: `This ${type === 'foreign key' ? type : type === 'exclusion' ? 'EXCLUDE' : type.toUpperCase()} of ${table} has no name: CONSTRAINT … before it gives it one.`, at: mark };
}
