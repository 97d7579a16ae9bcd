import { isPlain, sureTable } from '../judge/existence.ts';
import { definitionsOf } from '../evidence/foreign-keys.ts';
import { defineRule, type Context, type Operation, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'key-without-partition-column',
  severity: 'error',
  downs: true,
  summary: 'A key of a partitioned table has to hold the columns that it is partitioned by.',
  why: `Each partition has an index of its own, and PostgreSQL looks for duplicates in one partition only: so a PRIMARY KEY, a UNIQUE constraint and a unique index of a partitioned
table have to hold every column of the partition key (\`0A000 unique constraint on partitioned table must include all partitioning columns\`).

Add the columns to the key. Where the key must be unique by itself, a table that is not partitioned has to hold it.`,
  references: ['https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-LIMITATIONS'],
  on: {
    'create-table'(operation, context) {
      if (!operation.partitionBy || !isPlain(operation, context) || (operation.ifNotExists && context.before.isRelation(operation.table.schema, operation.table.name))) return undefined;
      return judge(operation, operation.partitionBy.columns, context);
    },
    'add-constraint'(operation, context) {
      const by = isPlain(operation, context) ? sureTable(operation.table, context)?.partitionBy : undefined;
      return by && judge(operation, by.columns, context);
    },
    'create-index'(operation, context) {
      const by = operation.unique && isPlain(operation, context) ? sureTable(operation.table, context)?.partitionBy : undefined;
      if (!by || operation.keys.some(({ column }) => column === undefined)) return undefined;
      return missing(operation, by.columns, operation.keys.map(({ column }) => column ?? ''), 'unique index', operation);
    },
  },
});

function judge(operation: OperationOf<'create-table' | 'add-constraint'>, by: readonly string[], context: Context): Report | undefined {
  if (!isPlain(operation, context)) return undefined;
  for (const definition of definitionsOf(operation)) {
    if (definition.type !== 'primary key' && definition.type !== 'unique') continue;
    if (definition.usingIndex !== undefined) continue;
    const found = missing(operation, by, definition.columns, definition.type === 'unique' ? 'UNIQUE constraint' : 'primary key', definition);
    if (found) return found;
  }
  return undefined;
}

function missing({ table }: { readonly table: OperationOf<'create-index'>['table'] }, by: readonly string[], columns: readonly string[], what: string, { mark }: Pick<Operation, 'mark'>): Report | undefined {
  const absent = by.filter((column) => !columns.includes(column));
  if (absent.length === 0) return undefined;
  return { message: `${quoteName(table)} is partitioned by ${by.map(quoteIdentifier).join(', ')}, and its ${what} lacks ${absent.map(quoteIdentifier).join(', ')}. The statement fails with 0A000.`, at: mark, fails: '0A000' };
}
