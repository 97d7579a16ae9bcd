import { reads } from '../evidence/looked-at.ts';
import { isOutOfUse, mayHoldNulls, proveNotNull } from '../evidence/nulls.ts';
import { defineRule, type Context, type Expression, type OperationOf, type QualifiedName, type Report, type Step, type TypeName } from '../judge/rule.ts';
import { fillValue } from '../postgres/fill-values.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'not-null-without-backfill',
  severity: 'error',
  downs: true,
  summary: 'NOT NULL on a column that may hold nulls: it fails on the first table with rows.',
  why: `ADD COLUMN … NOT NULL without a default fails on every table that has a row: \`23502 column … contains null values\`. SET NOT NULL fails in the same way when one
row still holds a null. On an empty test database both succeed.

What fills the rows that are there: a default given together with the column (since PostgreSQL 11 a constant or stable one costs nothing: no row is written), or an
UPDATE before SET NOT NULL. What does not: SET DEFAULT, which is for new rows only, DEFAULT NULL, and IF NOT EXISTS on a column that is there.

SET NOT NULL takes ACCESS EXCLUSIVE, blocks reads and writes, and reads the whole table meanwhile. From PostgreSQL 12 it does not read it when a validated CHECK (column IS NOT
NULL) proves that no null is there; ADD CONSTRAINT … NOT VALID takes the lock for a moment only, and VALIDATE CONSTRAINT reads the table under SHARE UPDATE
EXCLUSIVE, which blocks neither reads nor writes. Each of them in a transaction of its own: otherwise the first lock is held to the end.

A column of a domain that refuses nulls needs a default, and the table is then written anew, because a domain's conditions are tried on every row: on a table in use
rather give the column the domain's base type.

On a large table the UPDATE goes in batches, each in a transaction of its own.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  on: {
    'add-column': judgeAdded,
    'set-not-null': (operation, context) => judgeSet(operation, operation.column, context),
    'add-constraint'(operation, context) {
      const { constraint } = operation;
      if (constraint.type !== 'not null' || constraint.notValid) return undefined;
      return constraint.columns.flatMap((column) => judgeSet(operation, column, context) ?? []);
    },
  },
});

function judgeAdded(operation: OperationOf<'add-column'>, context: Context): Report | undefined {
  const { table, column, ifNotExists, within } = operation;
  const { before } = context;
  if (column.serial || column.identity || (column.default && column.default.kind !== 'null')) return undefined;
  const domain = refusingDomain(column.type, context);
  if (!column.notNull && domain === undefined && !isKey(column)) return undefined;
  if (hasDomainDefault(column.type, context) && !column.default) return undefined;
  if ((ifNotExists || within?.asksCatalog) && before.column(table, column.name)) return undefined;
  if (isOutOfUse(table, context)) return undefined;
  if (column.generated && !canBeNull(column.generated.expression, table, context)) return undefined;
  const name = `${quoteName(table)}.${quoteIdentifier(column.name)}`;
  return { message: added(operation, name, domain), at: column.mark, instead: within || column.generated ? [] : addInSteps(operation, context) };
}

function isKey({ constraints }: OperationOf<'add-column'>['column']): boolean {
  return constraints.length > 0 && constraints.some(({ type }) => type === 'primary key');
}

function added({ column, table }: OperationOf<'add-column'>, name: string, domain: string | undefined): string {
  const on = `fails as soon as ${quoteName(table)} has a row`;
  if (column.generated) return `${name} is NOT NULL, and its expression can be null: ADD COLUMN fails on such a row.`;
  if (!column.notNull && domain !== undefined) return `${name} has no default, and its domain ${domain} refuses nulls: ADD COLUMN ${on}.`;
  if (column.default) return `${name} is NOT NULL, and DEFAULT NULL is no default: ADD COLUMN ${on}.`;
  return `${name} is NOT NULL without a default: ADD COLUMN ${on}.`;
}

function judgeSet(operation: OperationOf<'set-not-null' | 'add-constraint'>, column: string, context: Context): Report | undefined {
  const { table } = operation;
  const found = context.before.column(table, column);
  const mayHold = mayHoldNulls(operation, column, context);
  if (mayHold === undefined) context.unknown('whether a column was filled before SET NOT NULL');
  if (!mayHold) return undefined;
  const name = `${quoteName(table)}.${quoteIdentifier(column)}`;
  const since = found?.nullableSince;
  const reason = since ? 'since it lost NOT NULL nothing fills it' : `nothing${found ? ' since it was added' : ' in this history'} fills it`;
  return {
    message: `${name} may hold nulls: ${reason}, and ${operation.kind === 'set-not-null' ? 'SET NOT NULL' : 'the constraint'} fails on the first one.`,
    ...(found ? { related: [since ? { place: since.place, message: 'NOT NULL is dropped here' } : { place: found.declared.place, message: 'added here, nullable and without a default' }] } : {}),
    // What a down proves again was given up by its up: nulls may have come since, or not.
    ...(context.script.direction === 'down' ? { severity: 'warning' as const } : {}),
    instead: operation.within ? [] : setInSteps(table, column, context),
  };
}

function setInSteps(table: QualifiedName, column: string, context: Context): readonly Step[] {
  // ALTER TABLE … ADD COLUMN a, ALTER COLUMN a SET NOT NULL
  const added = context.earlierOf('add-column').find(({ operation, statement }) => statement === context.statement && operation.column.name === column);
  if (added) return nullableFirst(added.operation, context);
  return [fill(table, column, context.before.column(table, column)?.type, context, 'this'), ...proveNotNull(table, column)];
}

function refusingDomain(type: TypeName, { before }: Context): string | undefined {
  // Asked of every new column, and hardly one is of a type that somebody made.
  if (type.schema === 'pg_catalog') return undefined;
  const domain = before.resolve(type).domains.find(({ notNull }) => notNull);
  return domain && quoteName(domain.name);
}

function hasDomainDefault(type: TypeName, { before }: Context): boolean {
  return before.resolve(type).domains.some(({ hasDefault: has }) => has);
}

/** Where it is known: the expression is NULL, reads a field of a JSON value, or a column that may be null, and nothing in it looks after nulls. */
function canBeNull(expression: Expression, table: QualifiedName, context: Context): boolean {
  if (expression.kind !== 'expression') return expression.kind === 'null';
  const text = context.text(expression.mark);
  if (/\b(coalesce|case|concat|concat_ws|is|num_nulls)\b/i.test(text)) return false;
  if (text.includes('->')) return true;
  const columns = context.before.table(table)?.columns;
  if (!columns) return false;
  return [...columns.values()].some(({ name, notNull }) => !notNull && reads(expression.columns, table, name));
}

function addInSteps(operation: OperationOf<'add-column'>, context: Context): readonly Step[] {
  const { column } = operation;
  if (isKey(column)) return [];
  // A domain that refuses nulls leaves no way but a default, for which the table is written anew.
  return refusingDomain(column.type, context) === undefined ? nullableFirst(operation, context) : [];
}

function nullableFirst({ table, column }: OperationOf<'add-column'>, context: Context): readonly Step[] {
  const add = step('this', `ALTER TABLE ${quoteName(table)} ADD COLUMN ${withoutNulls(context.text(column.mark))};`);
  return [add, fill(table, column.name, column.type, context, 'next'), ...proveNotNull(table, column.name)];
}

/** A column's definition without NOT NULL and DEFAULT NULL. */
function withoutNulls(definition: string): string {
  return definition
    .replace(/(?<!\bis)(?:\s+constraint\s+\S+)?(?<!\bis)\s+not\s+null\b/i, '')
    .replace(/\s+default\s+null\b(?:\s*::\s*[\w.]+(?:\([\d, ]*\))?(?:\[\])*)?/i, '');
}

function fill(table: QualifiedName, column: string, type: TypeName | undefined, { before }: Context, script: Step['script']): Step {
  const value = fillValue(type && before.resolve(type));
  const c = quoteIdentifier(column);
  return step(script, `-- the value for the rows that are there\nUPDATE ${quoteName(table)} SET ${c} = ${value} WHERE ${c} IS NULL;`);
}

function step(script: Step['script'], sql: string): Step {
  return { script, transaction: true, sql };
}
