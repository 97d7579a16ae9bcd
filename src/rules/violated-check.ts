import { insertedConstants, testsOf, type Test } from '../evidence/checks.ts';
import { isPlain, partKey, sureTable } from '../judge/existence.ts';
import { defineRule, type Context, type Earlier, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from '../postgres/identifiers.ts';

type Adding = OperationOf<'add-constraint'>;

export default defineRule({
  id: 'violated-check',
  severity: 'error',
  summary: 'The script writes a value that the CHECK it adds afterwards refuses.',
  why: `ADD CONSTRAINT … CHECK tries every row that is there, those of the same script too (\`23514 check constraint … is violated by some row\`). A backfill or a default that writes a value which the
CHECK refuses makes it fail wherever there is a row to be changed; on an empty database the same migration runs, so tests do not show it.

Constants are compared with IN lists, comparisons, BETWEEN and plain regular expressions; anything else is left to the server.`,
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS', 'https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP'],
  on: {
    'add-constraint'(operation, context) {
      const { constraint, table } = operation;
      if (constraint.type !== 'check' || constraint.notValid || !constraint.enforced || !isPlain(operation, context)) return undefined;
      const earlier = context.earlier(table).filter((each) => each.statement !== context.statement);
      // Most scripts only make the table before: then the condition need not be read.
      if (!earlier.some(({ operation: { kind } }) => kind === 'insert' || kind === 'update' || kind === 'add-column')) return undefined;
      for (const test of testsOf(context.text(constraint.expression.mark))) {
        const found = judge(operation, test, earlier, context);
        if (found) return found;
      }
      return undefined;
    },
  },
});

/** What was written last to the column counts: nobody knows how much of what came before is left. */
function judge(operation: Adding, { column, refuses }: Test, earlier: readonly Earlier[], context: Context): Report | undefined {
  const found = context.before.column(operation.table, column);
  const { before } = context;
  const table = before.table(operation.table);
  if (!table || table.triggers.size > 0 || !found?.type || found.type.dimensions > 0 || found.type.schema !== 'pg_catalog' || found.collation !== undefined || before.doubts.has(partKey(operation.table, column))) return undefined;
  const type = found.type.name;
  const last = earlier.findLast(({ operation: each }) => mayWrite(each, column));
  // A new table has the rows that the script inserts, and no others.
  if (!last || last.operation.within || (last.operation.kind !== 'insert' && context.isNew(table.declared))) return undefined;
  const value = written(last, column, context).find((each) => refuses(each, type) === true);
  return value === undefined ? undefined : report(operation, column, value, last, context);
}

function mayWrite(operation: Earlier['operation'], column: string): boolean {
  switch (operation.kind) {
    case 'update':
      return operation.set.some((set) => set.column === column);
    case 'add-column':
      return operation.column.name === column;
    case 'insert':
    case 'delete':
    case 'truncate':
    case 'copy':
    case 'alter-column-type':
      return true;
    default:
      return operation.kind === 'other' || operation.kind === 'rename-column';
  }
}

function written({ operation, statement }: Earlier, column: string, { before }: Context): readonly string[] {
  switch (operation.kind) {
    case 'update':
      return operation.set.flatMap((set) => (set.column === column && set.value.kind === 'constant' && !set.value.castTo ? set.value.literal ?? [] : []));
    case 'add-column': {
      const value = operation.column.default;
      return value?.kind === 'constant' && !value.castTo ? [value.literal ?? []].flat() : [];
    }
    case 'insert': {
      const columns = operation.columns.length > 0 ? operation.columns : [...(before.table(operation.table)?.columns.keys() ?? [])];
      return operation.from || operation.onConflict ? [] : insertedConstants(statement.file.text.slice(statement.span.start, statement.span.end), columns, column);
    }
    default:
      return [];
  }
}

function report({ table, constraint }: Adding, column: string, value: string, { operation, statement }: Earlier, context: Context): Report {
  const line = statement.file.position(statement.span.start).line;
  const isSure = operation.kind === 'insert' && sureTable(table, context) !== undefined;
  const when = operation.kind === 'update' ? 'as soon as it has changed a row' : 'as soon as the table has a row';
  return {
    message: `Line ${line} writes ${quoteLiteral(value)} to ${quoteName(table)}.${quoteIdentifier(column)}, which the CHECK refuses. ${isSure ? 'The statement fails with 23514.' : `It fails (23514) ${when}.`}`,
    at: constraint.mark,
    related: [{ place: statement, message: `${quoteLiteral(value)} is written here` }],
    ...(isSure ? { fails: '23514' } : {}),
  };
}
