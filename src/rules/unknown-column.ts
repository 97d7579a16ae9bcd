import { explained } from '../evidence/absence.ts';
import { absentColumn, isPlain, key } from '../judge/existence.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { ofColumnsMissing } from '../evidence/needs.ts';
import { defineRule, type Context, type Operation, type Report, type Table } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'unknown-column',
  severity: 'error',
  downs: true,
  summary: 'The statement names a column that its table does not have.',
  why: `The history has dropped or renamed the column before this statement, or has never added it: PostgreSQL answers \`42703 column … does not exist\`, and the deploy stops.

It is said only where the history is certain: the table was made by this history, nothing that cannot be read came after it, and nothing under a condition touched the column.`,
  references: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  on: {
    'create-table': judge,
    'add-column': judge,
    'drop-column': judge,
    'rename-column': judge,
    'alter-column-type': judge,
    'set-default': judge,
    'drop-default': judge,
    'set-not-null': judge,
    'drop-not-null': judge,
    'add-identity': judge,
    'drop-identity': judge,
    'set-expression': judge,
    'drop-expression': judge,
    'add-constraint': judge,
    'create-index': judge,
    'create-view': judge,
    'create-object': judge,
    insert: judge,
    update: judge,
    delete: judge,
    select: judge,
    other: judge,
  },
});

function judge(operation: Operation, context: Context): Report | undefined {
  return isPlain(operation, context) ? ofColumnsMissing(operation, context, judgeColumn) : undefined;
}

function judgeColumn({ name: table, columns }: Table, column: string, operation: Operation, context: Context): Report | undefined {
  const absence = absentColumn(table, column, context);
  // `t.f` may be the function f of the row t.
  if (!absence || context.before.objects.has(`routine ${table.schema}\n${column}`)) return undefined;
  const { why, related } = explained(absence, column, columns.keys());
  return { message: `${quoteName(table)} has no column ${quoteIdentifier(column)}${why} The statement fails with 42703.`, at: mentioned(column, operation, context), related, fails: '42703', ...(context.script.direction === 'down' ? { once: `${key(table)}.${column}` } : {}) };
}
