import { isSame } from '../evidence/repeatable.ts';
import { isAskedOfTable, isSecured, listed } from '../evidence/lost.ts';
import { defineRule, type Context, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'truncated-table',
  severity: 'error',
  summary: 'TRUNCATE empties a table that is in use.',
  why: `TRUNCATE deletes every row, and no down brings them back. Other than DELETE it takes ACCESS EXCLUSIVE: nobody reads the table until the
transaction ends. Triggers for DELETE do not fire, so nothing that they keep in step follows.

With CASCADE it empties every table with a foreign key to this one too, and those that refer to them, whatever their ON DELETE says: SET NULL and RESTRICT as well. Without
CASCADE it fails (\`0A000\`) as soon as one such table exists, empty or not.

Said of a table that was there before the script, unless its rows were copied elsewhere or checked by a DO block before, or the script fills it again.`,
  references: ['https://www.postgresql.org/docs/current/sql-truncate.html'],
  on: { truncate: judge },
});

function judge(operation: OperationOf<'truncate'>, context: Context): Report | undefined {
  const { table, cascade } = operation;
  if (!context.inUse(table) || isAskedOfTable(operation, table) || isSecured(table, context)) return undefined;
  const others = cascade ? referring(table, context) : [];
  const { statement } = context;
  const also = others.length > 0 ? ` CASCADE empties ${listed(others.map(quoteName))} as well.` : '';
  return {
    message: `TRUNCATE deletes every row of ${quoteName(table)}.${also}`,
    ...(others.length > 0 ? {} : { unless: ({ earlier }) => earlier(table).some((later) => (later.operation.kind === 'insert' || later.operation.kind === 'copy') && later.statement.span.start > statement.span.start) }),
  };
}

/** Every table that refers to this one by a foreign key, directly or through others. */
function referring(table: QualifiedName, { before }: Context): readonly QualifiedName[] {
  const all = [table];
  for (const each of all) for (const { name: other } of before.referring(each)) if (!all.some((known) => isSame(known, other))) all.push(other);
  return all.slice(1);
}
