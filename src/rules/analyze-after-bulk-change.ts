import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Done, type Operation, type QualifiedName, type Report, type WholeScript } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'analyze-after-bulk-change',
  severity: 'info',
  convention: true,
  summary: 'After it the planner works with statistics that are gone or wrong, until autovacuum comes by.',
  why: `The planner chooses by statistics. ALTER COLUMN … TYPE deletes those of the column, an index on an expression has none until the table is analyzed, and after a change of most
rows they describe what was. Autovacuum analyzes in the end: once a minute it looks for tables of which a tenth has changed, and a mere change of type is no change of a row to it. Until then a
query that was quick can be planned as if the table were empty.

ANALYZE reads a sample, blocks neither reads nor writes, and may stand in the same transaction.`,
  references: ['https://www.postgresql.org/docs/current/sql-analyze.html', 'https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-STATISTICS'],
  script(whole) {
    const found = new Map<string, { readonly done: Done; readonly why: string; readonly table: QualifiedName; readonly at: number }>();
    for (const [at, done] of whole.operations.entries()) {
      const bulk = bulkOf(done.operation, whole);
      if (bulk) found.set(`${bulk.table.schema}\n${bulk.table.name}`, { done, at, ...bulk });
    }
    return [...found.values()].filter(({ table, at }) => !isAnalyzed(table, whole.operations.slice(at + 1))).map(({ done, table, why }): Report => ({
      message: `${why}, and no ANALYZE ${quoteName(table)} follows: until autovacuum comes, its queries are planned without.`,
      at: done.statement.span,
      instead: [{ script: 'this', transaction: true, sql: `ANALYZE ${quoteName(table)};` }],
    }));
  },
});

function bulkOf(operation: Operation, { inUse, after }: WholeScript): { readonly table: QualifiedName; readonly why: string } | undefined {
  if (!('table' in operation) || operation.within?.branch === true || after.table(operation.table)?.temporary) return undefined;
  const { table } = operation;
  switch (operation.kind) {
    case 'alter-column-type':
      return inUse(table) ? { table, why: `The change of type deletes the statistics of ${quoteName(table)}.${quoteIdentifier(operation.column)}` } : undefined;
    case 'create-index':
      return inUse(table) && operation.keys.some(({ expression }) => expression !== undefined) ? { table, why: 'An index on an expression has no statistics' } : undefined;
    case 'update':
      return inUse(table) && !operation.where && !operation.from ? { table, why: `The UPDATE changes every row of ${quoteName(table)}` } : undefined;
    case 'insert':
      return operation.from?.relations.some(inUse) ? { table, why: `The INSERT fills ${quoteName(table)} from another table` } : undefined;
    case 'copy':
      return operation.direction === 'from' ? { table, why: `The COPY fills ${quoteName(table)}` } : undefined;
    default:
      return undefined;
  }
}

function isAnalyzed(table: QualifiedName, later: readonly Done[]): boolean {
  return later.some(({ operation }) => {
    if (operation.kind === 'drop-table') return isSame(operation.table, table);
    if (operation.kind !== 'other' || !(operation.command === 'analyze' || (operation.command === 'vacuum' && operation.options.some((option) => option.startsWith('analyze'))))) return false;
    return operation.table === undefined || isSame(operation.table, table);
  });
}
