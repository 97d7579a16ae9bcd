import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

type Constraint = OperationOf<'add-constraint'>['constraint'];

export default defineRule({
  id: 'foreign-key-without-on-delete',
  severity: 'info',
  convention: true,
  summary: 'The foreign key does not say what becomes of its rows when the row they refer to goes.',
  why: `Without ON DELETE a foreign key is NO ACTION: to delete a row that others refer to fails (\`23503\`). That can be right, and can be forgotten; nobody who reads the
migration sees which. Written out, it was a decision: CASCADE for parts of a whole, SET NULL for what can stand alone, RESTRICT or NO ACTION for what must not go.`,
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  on: {
    'create-table': ({ constraints, columns }, context) => [...constraints, ...columns.flatMap((column) => column.constraints)].flatMap((constraint) => judge(constraint, context) ?? []),
    'add-column': ({ column }, context) => column.constraints.flatMap((constraint) => judge(constraint, context) ?? []),
    'add-constraint': ({ constraint }, context) => judge(constraint, context),
  },
});

function judge(constraint: Constraint, context: Context): Report | undefined {
  if (constraint.type !== 'foreign key' || constraint.onDelete !== 'no action' || /\bon\s+delete\b/i.test(context.text(constraint.mark))) return undefined;
  return { message: `The foreign key to ${quoteName(constraint.references)} does not say ON DELETE: its rows can then not be deleted as long as one of these refers to them.`, at: constraint.mark };
}
