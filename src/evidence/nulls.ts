import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { makeObjectName } from '../postgres/naming.ts';
import { fillOf } from '../schema/fills.ts';
import { hasUnreadable, isAsked, isAsserted, isCleaned, isEmptied } from './looked-at.ts';
import type { Context, OperationOf, QualifiedName, Step } from '../judge/rule.ts';

/** Whether nothing fills a column that an operation makes NOT NULL: it fails on the first row with a null. Undefined: nobody knows. */
export function mayHoldNulls(operation: OperationOf<'set-not-null' | 'add-constraint'>, column: string, context: Context): boolean | undefined {
  const { table } = operation;
  const { before } = context;
  const known = before.table(table);
  const found = known?.columns.get(column);
  if (isOutOfUse(table, context)) return false;
  if (found && (found.notNull || found.filled || found.identity || found.generated)) return false;
  if (known && provenNotNull(known, column)) return false;
  if (isAsked(operation, table, column) || isPrepared(table, column, context)) return false;
  if (hasUnreadable(context) || (before.gap !== undefined && !(found && before.holds(found.declared)))) return undefined;
  return true;
}

function provenNotNull(table: NonNullable<ReturnType<Context['before']['table']>>, column: string): boolean {
  for (const { type, columns, validated, provesNotNull } of table.constraints.values()) {
    if ((type === 'primary key' || type === 'not null') && validated && columns.includes(column)) return true;
    if (validated && provesNotNull.includes(column)) return true;
  }
  return false;
}

/** Made by this very script, or emptied by it. */
export function isOutOfUse(table: QualifiedName, context: Context): boolean {
  const known = context.before.table(table);
  return (known !== undefined && (known.temporary || context.isNew(known.declared))) || isEmptied(table, context);
}

/** Filled, cleaned or checked earlier in this script. */
function isPrepared(table: QualifiedName, column: string, context: Context): boolean {
  if (isAsserted(table, column, context) || isCleaned(table, column, context)) return true;
  const { before } = context;
  const found = before.column(table, column);
  const fills = context.earlier(table).flatMap(({ operation }) => {
    if (operation.kind === 'other') return operation.command === 'merge' ? ['values'] : [];
    if (operation.kind !== 'update') return [];
    return operation.set.filter((set) => set.column === column).map(({ value }) => fillOf(value, column, table, found, before));
  });
  return fills.findLast((fill) => fill !== 'nothing') === 'values';
}

/** The CHECK has a name of its own kind: `…_not_null` is what PostgreSQL 18 gives the constraint that stays. */
export function proveNotNull(table: QualifiedName, column: string): readonly Step[] {
  const [t, c] = [quoteName(table), quoteIdentifier(column)];
  const check = quoteIdentifier(makeObjectName(table.name, column, 'is_set'));
  return [
    step('next', `ALTER TABLE ${t} ADD CONSTRAINT ${check} CHECK (${c} IS NOT NULL) NOT VALID;`),
    step('next', `ALTER TABLE ${t} VALIDATE CONSTRAINT ${check};`),
    step('next', `ALTER TABLE ${t} ALTER COLUMN ${c} SET NOT NULL;\nALTER TABLE ${t} DROP CONSTRAINT ${check};`),
  ];
}

function step(script: Step['script'], sql: string): Step {
  return { script, transaction: true, sql };
}
