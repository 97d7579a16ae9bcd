import { defineRule, type Catalog, type Context, type OperationOf, type QualifiedName, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { joinColumnNames, makeObjectName } from '../postgres/naming.ts';

type Constraint = OperationOf<'add-constraint'>['constraint'];

export default defineRule({
  id: 'foreign-key-without-index',
  severity: 'warning',
  convention: true,
  summary: 'No index serves the foreign key: each DELETE of a row that it refers to reads the whole table.',
  why: `PostgreSQL makes an index for the referenced key, and none for the columns that refer to it. Each DELETE of a referenced row, and each UPDATE of its key, looks for the rows
that refer to it; without an index that is a sequential scan, once for each row that is deleted. Joins from the one table to the other miss the same index.

An index serves where its first columns are those of the key, in any order; so does one that leaves out nulls. It may come later: what counts is the end of the history.`,
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  on: {
    'create-table': (operation, context) =>
      (operation.temporary ? [] : [...operation.constraints, ...operation.columns.flatMap((column) => column.constraints)].flatMap((constraint) => judge(operation, constraint, context) ?? [])),
    'add-column': (operation, context) => operation.column.constraints.flatMap((constraint) => judge(operation, constraint, context) ?? []),
    'add-constraint': (operation, context) => judge(operation, operation.constraint, context),
  },
});

function judge({ table, within }: OperationOf<'create-table' | 'add-column' | 'add-constraint'>, constraint: Constraint, context: Context): Report | undefined {
  if (constraint.type !== 'foreign key') return undefined;
  const { columns, references, mark } = constraint;
  const isInUse = context.inUse(table) && context.before.table(table) !== undefined;
  const name = quoteIdentifier(makeObjectName(table.name, joinColumnNames(columns), 'idx'));
  const on = `${quoteName(table)} (${columns.map(quoteIdentifier).join(', ')})`;
  return {
    message: `No index begins with ${list(columns)} of ${quoteName(table)}: to delete a row of ${quoteName(references)} reads the whole of it.`,
    at: mark,
    instead: within ? [] : isInUse
      ? [here(`${context.sql};`), { script: 'next', transaction: false, sql: `CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ON ${on};` }]
      : [here(`${context.sql};\nCREATE INDEX IF NOT EXISTS ${name} ON ${on};`)],
    unlessInTheEnd: (catalog) => isServed(catalog, table, columns),
  };
}

function here(sql: string): Step {
  return { script: 'this', transaction: true, sql };
}

function list(columns: readonly string[]): string {
  return columns.length === 1 ? quoteIdentifier(columns[0] ?? '') : `(${columns.map(quoteIdentifier).join(', ')})`;
}

/** In the end an index serves it, or there is nothing left to serve. A table that was renamed since is not looked for. */
function isServed(catalog: Catalog, name: QualifiedName, columns: readonly string[]): boolean {
  const table = catalog.table(name);
  if (!table || !columns.every((column) => table.columns.has(column))) return true;
  const isKey = (column: string | undefined): boolean => column !== undefined && columns.includes(column);
  if (![...table.constraints.values()].some(({ type, columns: own }) => type === 'foreign key' && own.length === columns.length && own.every(isKey))) return true;
  return [...table.indexes.values()].some((index) => {
    if (index.method !== 'btree' && index.method !== 'hash') return false;
    if (index.partial && !index.reads.every(isKey)) return false;
    return index.columns.slice(0, columns.length).every(isKey) && (index.columns.length >= columns.length || index.unique);
  });
}
