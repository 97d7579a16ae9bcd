import { isPlain, partKey, sureTable } from '../judge/existence.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type Earlier, type Operation, type OperationKind, type QualifiedName, type Report, type Table } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

type OnTable = Extract<Operation, { readonly table: QualifiedName }>;

/** Operations that PostgreSQL refuses on a table with waiting events: ALTER TABLE but for its renames, and these. */
const refused: readonly OperationKind[] = [
  'add-column', 'drop-column', 'alter-column-type', 'set-default', 'drop-default', 'set-not-null', 'drop-not-null', 'add-identity', 'drop-identity', 'set-expression', 'drop-expression',
  'add-constraint', 'validate-constraint', 'drop-constraint', 'alter-table', 'create-index', 'drop-table', 'truncate',
];

export default defineRule({
  id: 'pending-trigger-events',
  severity: 'error',
  downs: true,
  summary: 'A table is altered while rows of the same transaction wait for a deferred foreign key.',
  why: `A foreign key that is INITIALLY DEFERRED (or that SET CONSTRAINTS has deferred) is checked at the COMMIT. Until then every row that was written waits in a queue, and PostgreSQL refuses ALTER TABLE,
CREATE INDEX, TRUNCATE and DROP TABLE of that table: \`55006 cannot ALTER TABLE … because it has pending trigger events\`.

An INSERT always queues; an UPDATE where it changes the referring column or the key that is referred to; a DELETE in the table that is referred to. On an empty table nothing waits, so that such
a migration passes every test and fails in production.

\`SET CONSTRAINTS ALL IMMEDIATE\` checks what waits at once, and the ALTER TABLE behind it runs. Or put the rows and the ALTER TABLE into two transactions.`,
  references: ['https://www.postgresql.org/docs/current/sql-set-constraints.html', 'https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-INITIALLY-DEFERRED'],
  on: Object.fromEntries(refused.map((kind) => [kind, judge])),
});

function judge(operation: OnTable, context: Context): Report | undefined {
  if (context.transaction.kind === 'none' || !hasWritten(context)) return undefined;
  const { table } = operation;
  if (!isPlain(operation, context) || (operation.kind === 'create-index' && operation.concurrently)) return undefined;
  const known = context.before.table(table);
  if (!known || known.partitionBy || !hasDeferrable(known, context)) return undefined;
  if (operation.kind === 'create-index' && operation.ifNotExists && operation.index !== undefined && context.before.isRelation(table.schema, operation.index)) return undefined;
  const sets = settings(context);
  if (sets === undefined || !sureTable(table, context)) return undefined;
  for (const done of context.earlier(table)) {
    if (done.operation.within || done.statement === context.statement || done.transaction.kind === 'none' || isEnded(done, context)) continue;
    const waiting = waitsFor(done, known, sets, context);
    if (waiting) return report(operation, done, waiting, context);
  }
  return undefined;
}

/** Asked first: most scripts that alter tables write no rows. */
function hasWritten(context: Context): boolean {
  return context.earlierOf('insert').length > 0 || context.earlierOf('update').length > 0 || context.earlierOf('delete').length > 0;
}

/** Whether constraints were deferred by SET CONSTRAINTS; undefined where it is not clear what is checked when, or whether at all. */
function settings(context: Context): { readonly deferred: boolean } | undefined {
  const commands = context.earlierOf('other').filter(({ operation }) => operation.command === 'set constraints');
  if (context.earlierOf('set').some(({ operation }) => operation.setting === 'session_replication_role')) return undefined;
  const texts = commands.map(({ statement: { file, span } }) => file.text.slice(span.start, span.end));
  if (texts.some((text) => !/\ball\s+deferred$/i.test(text))) return undefined;
  return { deferred: texts.length > 0 };
}

interface Waiting {
  readonly constraint: string;
  /** Rows wait whatever the table holds. */
  readonly isSure: boolean;
}

function hasDeferrable(table: Table, { before }: Context): boolean {
  return holdsDeferrable(table) || before.referring(table.name).some(holdsDeferrable);
}

function holdsDeferrable({ constraints }: Table): boolean {
  for (const { type, deferrable } of constraints.values()) if (deferrable && type === 'foreign key') return true;
  return false;
}

function waitsFor({ operation, statement }: Earlier, table: Table, { deferred }: { readonly deferred: boolean }, context: Context): Waiting | undefined {
  if (operation.kind !== 'insert' && operation.kind !== 'update' && operation.kind !== 'delete') return undefined;
  if (!isSame(operation.table, table.name)) return undefined;
  const { before } = context;
  for (const owner of [table, ...before.referring(table.name)]) {
    for (const { name, columns, references, deferrable, initiallyDeferred, validated, declared } of owner.constraints.values()) {
      if (!references || !deferrable || !(initiallyDeferred || deferred) || !validated || before.doubts.has(partKey(owner.name, `constraint ${name}`)) || !before.isSure(declared)) continue;
      // Rows from before the constraint wait for nothing.
      if (declared.script === context.ordinal && declared.place.span.start > statement.span.start) continue;
      const set = operation.kind === 'update' ? operation.set.map(({ column }) => column) : [];
      const isWritten = isSame(owner.name, table.name) && (operation.kind === 'insert' || set.some((column) => columns.includes(column)));
      if (isWritten) return { constraint: name, isSure: operation.kind === 'insert' && !operation.from && !operation.onConflict && table.triggers.size === 0 };
      const isReferred = isSame(references.table, table.name) && (operation.kind === 'delete' ? references.onDelete === 'no action' : references.onUpdate === 'no action' && set.some((column) => references.columns.includes(column)));
      if (isReferred) return { constraint: name, isSure: false };
    }
  }
  return undefined;
}

/** The transaction of a statement is over, or may have been rolled back in part. */
function isEnded({ statement }: Earlier, context: Context): boolean {
  const goesOn = new Set(['begin', 'savepoint', 'release']);
  return context.earlierOf('transaction').some((other) => other.statement.span.start > statement.span.start && !goesOn.has(other.operation.action));
}

function report({ table, mark }: OnTable, { statement }: Earlier, { constraint, isSure }: Waiting, context: Context): Report {
  const line = statement.file.position(statement.span.start).line;
  const rows = `${quoteIdentifier(constraint)} is deferred, and rows of line ${line} ${isSure ? '' : 'may '}wait for its check`;
  return {
    message: isSure ? `${rows}: ${quoteName(table)} cannot be altered before. The statement fails with 55006.` : `${rows}: ${quoteName(table)} cannot be altered then (55006).`,
    at: mark,
    related: [{ place: statement, message: 'written here, in the same transaction' }],
    once: `${table.schema}.${table.name}`,
    ...(isSure ? { fails: '55006' } : { severity: 'warning' as const }),
    instead: [{ script: 'this', transaction: true, sql: `SET CONSTRAINTS ALL IMMEDIATE;\n${context.sql};` }],
  };
}
