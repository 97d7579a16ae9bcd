import { bySize, waiting, worstBurden } from '../evidence/burden.ts';
import { mayHoldNulls, proveNotNull } from '../evidence/nulls.ts';
import { defineRule, type Context, type OperationOf, type QualifiedName, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { makeObjectName } from '../postgres/naming.ts';

export default defineRule({
  id: 'set-not-null-scans-table',
  severity: 'warning',
  summary: 'A column becomes NOT NULL, and the whole table is read while nobody else can read or write it.',
  why: `SET NOT NULL takes ACCESS EXCLUSIVE and reads the whole table for nulls under it. So does a primary key over a column that is not NOT NULL yet, even
with USING INDEX.

From PostgreSQL 12 the table is not read when a validated CHECK (column IS NOT NULL) proves that there is no null. ADD CONSTRAINT … NOT VALID holds its lock for a moment, VALIDATE CONSTRAINT
reads the table under SHARE UPDATE EXCLUSIVE, which blocks neither reads nor writes, and SET NOT NULL then takes a moment too. Each in a transaction of its own: otherwise the first lock is held
to the end. PostgreSQL 18 has it without the CHECK: ADD CONSTRAINT … NOT NULL column NOT VALID, and VALIDATE CONSTRAINT.

Where nothing fills the column, not-null-without-backfill speaks instead.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  on: {
    'set-not-null': (operation, context) => judge(operation, [operation.column], context),
    'add-constraint'(operation, context) {
      const { constraint, table } = operation;
      if (constraint.type === 'not null') return judge(operation, constraint.columns, context);
      if (constraint.type !== 'primary key' || constraint.usingIndex === undefined) return undefined;
      const index = context.before.table(table)?.indexes.get(constraint.usingIndex);
      return index && judge(operation, index.columns.filter((column) => column !== undefined), context);
    },
  },
});

function judge(operation: OperationOf<'set-not-null' | 'add-constraint'>, columns: readonly string[], context: Context): Report | undefined {
  const { table, within } = operation;
  const burden = worstBurden(operation, context);
  if (burden?.for !== 'not null') return undefined;
  const isKey = operation.kind === 'add-constraint' && operation.constraint.type === 'primary key';
  if (!isKey && columns.some((column) => mayHoldNulls(operation, column, context) === true)) return undefined;
  const what = isKey ? `The primary key makes ${columns.map(quoteIdentifier).join(', ')} NOT NULL:` : `NOT NULL on ${columns.map(quoteIdentifier).join(', ')}:`;
  return {
    message: `${what} ${waiting(burden)} wait while the whole table is read for nulls.`,
    ...bySize(burden.tables, context),
    instead: within || isKey || (context.settings.postgres ?? 18) < 12 ? [] : columns.flatMap((column) => steps(table, column, context)),
  };
}

function steps(table: QualifiedName, column: string, { settings }: Context): readonly Step[] {
  if (settings.postgres === undefined || settings.postgres < 18) return here(proveNotNull(table, column));
  const [t, name] = [quoteName(table), quoteIdentifier(makeObjectName(table.name, column, 'not_null'))];
  return [
    { script: 'this', transaction: true, sql: `ALTER TABLE ${t} ADD CONSTRAINT ${name} NOT NULL ${quoteIdentifier(column)} NOT VALID;` },
    { script: 'next', transaction: true, sql: `ALTER TABLE ${t} VALIDATE CONSTRAINT ${name};` },
  ];
}

/** The first step takes the place of the statement. */
function here([first, ...more]: readonly Step[]): readonly Step[] {
  return first ? [{ ...first, script: 'this' }, ...more] : [];
}
