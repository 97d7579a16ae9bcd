import { explained } from '../evidence/absence.ts';
import { absentColumn, isPlain, key } from '../judge/existence.ts';
import { foreignKeysOf } from '../evidence/foreign-keys.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type Expression, type Operation, type OperationOf, type QualifiedName, type Query, type Report, type Table } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'unknown-column',
  severity: 'error',
  downs: true,
  summary: 'The statement names a column that its table does not have.',
  why: `The history has dropped or renamed the column before this statement, or has never added it: PostgreSQL answers \`42703 column … does not exist\`, and the deploy stops.

It is said only where the history is certain: the table was made by this history, nothing that cannot be read came after it, and nothing under a condition touched the column.`,
  references: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  // Asked of nearly every operation there is, and nearly all columns are there: so each kind has a function of its own.
  on: {
    insert(operation, context) {
      const { table, columns, conflictSets, from } = operation;
      return judgeAll(table, columns, operation, context) ?? (conflictSets && judgeAll(table, conflictSets, operation, context)) ?? (from && judgeQuery(from, operation, context));
    },
    update: judgeUpdate,
    delete(operation, context) {
      const { where, from } = operation;
      return (where && judgeQuery(where, operation, context)) ?? (from && judgeQuery(from, operation, context));
    },
    select: (operation, context) => judgeQuery(operation.query, operation, context),
    'create-view': (operation, context) => judgeQuery(operation.query, operation, context),
    'create-table': judgeForeignKeys,
    'add-column': (operation, context) => (operation.column.constraints.length === 0 ? undefined : judgeNewColumn(operation, context)),
    'add-constraint': (operation, context) => judgeConstraint(operation.table, operation.constraint, operation, context),
    'create-index': judgeIndex,
    'create-object': (operation, context) => (operation.on && operation.columns ? judgeTrigger(operation.on, operation.columns, operation, context) : undefined),
    'drop-column': (operation, context) => (operation.ifExists ? undefined : judge(operation.table, operation.column, operation, context)),
    'alter-column-type': judgeOwn,
    'set-not-null': judgeOwn,
    'drop-not-null': judgeOwn,
    'rename-column': judgeOwn,
    'set-default': judgeOwn,
    'drop-default': judgeOwn,
    'add-identity': judgeOwn,
    'drop-identity': judgeOwn,
    'set-expression': judgeOwn,
    'drop-expression': judgeOwn,
    other(operation, context) {
      const { command, attached } = operation;
      return command === 'comment' && attached?.object === 'column' && attached.part !== undefined ? judge(attached.name, attached.part, operation, context) : undefined;
    },
  },
});

function judgeOwn(operation: Operation & { readonly table: QualifiedName; readonly column: string }, context: Context): Report | undefined {
  return judge(operation.table, operation.column, operation, context);
}

function judgeUpdate(operation: OperationOf<'update'>, context: Context): Report | undefined {
  const { table, set, where, from } = operation;
  for (const { column, value } of set) {
    const found = judge(table, column, operation, context) ?? judgeQuery(value, operation, context);
    if (found) return found;
  }
  return (where && judgeQuery(where, operation, context)) ?? (from && judgeQuery(from, operation, context));
}

/** The columns of a query or an expression of which it is known whose they are. */
function judgeQuery({ columns }: Pick<Query, 'columns'>, operation: Operation, context: Context): Report | undefined {
  for (const { relation, column } of columns) {
    const found = relation && column !== '*' ? judge(relation, column, operation, context) : undefined;
    if (found) return found;
  }
  return undefined;
}

function judgeForeignKeys(operation: OperationOf<'create-table'>, context: Context): Report | undefined {
  for (const { references, referencedColumns } of foreignKeysOf(operation)) {
    const found = isSame(references, operation.table) ? undefined : judgeAll(references, referencedColumns, operation, context);
    if (found) return found;
  }
  return undefined;
}

function judgeNewColumn(operation: OperationOf<'add-column'>, context: Context): Report | undefined {
  for (const constraint of operation.column.constraints) {
    const found = judgeConstraint(operation.table, constraint, operation, context);
    if (found) return found;
  }
  return undefined;
}

function judgeConstraint(table: QualifiedName, constraint: OperationOf<'add-constraint'>['constraint'], operation: Operation, context: Context): Report | undefined {
  if (constraint.type === 'check') return judgeExpression(constraint.expression, table, operation, context);
  const found = judgeAll(table, constraint.columns, operation, context);
  return found ?? (constraint.type === 'foreign key' ? judgeAll(constraint.references, constraint.referencedColumns, operation, context) : undefined);
}

function judgeIndex(operation: OperationOf<'create-index'>, context: Context): Report | undefined {
  const { table, keys, include, where } = operation;
  for (const { column, expression } of keys) {
    const found = (column === undefined ? undefined : judge(table, column, operation, context)) ?? (expression && judgeExpression(expression, table, operation, context));
    if (found) return found;
  }
  return judgeAll(table, include, operation, context) ?? (where && judgeExpression(where, table, operation, context));
}

/** The columns of an expression that belongs to one table; its name alone is its whole row. */
function judgeExpression({ columns }: Expression, table: QualifiedName, operation: Operation, context: Context): Report | undefined {
  for (const { column } of columns) {
    const found = column === '*' || column === table.name ? undefined : judge(table, column, operation, context);
    if (found) return found;
  }
  return undefined;
}

/** The columns of a trigger or a policy; a trigger calls its rows `old` and `new`. */
function judgeTrigger(on: QualifiedName, columns: readonly string[], operation: Operation, context: Context): Report | undefined {
  for (const column of columns) {
    const found = column === 'old' || column === 'new' ? undefined : judge(on, column, operation, context);
    if (found) return found;
  }
  return undefined;
}

function judgeAll(name: QualifiedName, columns: readonly string[], operation: Operation, context: Context): Report | undefined {
  const table = columns.length === 0 ? undefined : context.before.table(name);
  if (!table) return undefined;
  for (const column of columns) {
    const found = table.columns.has(column) ? undefined : judgeColumn(table, column, operation, context);
    if (found) return found;
  }
  return undefined;
}

function judge(name: QualifiedName, column: string, operation: Operation, context: Context): Report | undefined {
  const table = context.before.table(name);
  return table === undefined || table.columns.has(column) ? undefined : judgeColumn(table, column, operation, context);
}

/** @param table - which has no such column, as far as the history shows it */
function judgeColumn({ name: table, columns }: Table, column: string, operation: Operation, context: Context): Report | undefined {
  if (!isPlain(operation, context) || isNew(table, column, operation)) return undefined;
  const absence = absentColumn(table, column, context);
  // `t.f` may be the function f of the row t.
  if (!absence || context.before.objects.has(`routine ${table.schema}\n${column}`)) return undefined;
  const { why, related } = explained(absence, column, columns.keys());
  return { message: `${quoteName(table)} has no column ${quoteIdentifier(column)}${why} The statement fails with 42703.`, at: mentioned(column, operation, context), related, fails: '42703', ...(context.script.direction === 'down' ? { once: `${key(table)}.${column}` } : {}) };
}

/** The constraints of a new column may name the column itself. */
function isNew(table: QualifiedName, column: string, operation: Operation): boolean {
  return operation.kind === 'add-column' && operation.column.name === column && isSame(operation.table, table);
}
