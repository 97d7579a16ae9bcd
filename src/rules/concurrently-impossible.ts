import { isCertain, isPlain, key, sureTable } from '../judge/existence.ts';
import { defineRule, type Context, type Moment, type Operation, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'concurrently-impossible',
  severity: 'error',
  downs: true,
  summary: 'CONCURRENTLY is not to be had here.',
  why: `PostgreSQL builds and drops no index of a partitioned table as a whole CONCURRENTLY (\`0A000\`). Instead: CREATE INDEX … ON ONLY the partitioned table, which makes an invalid index, then
CREATE INDEX CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION for each; with the last one the index becomes valid.

DROP INDEX CONCURRENTLY takes one index and no CASCADE (\`0A000\`).

REFRESH MATERIALIZED VIEW CONCURRENTLY wants a unique index of the view over plain columns and without WHERE (\`55000\`).

DETACH PARTITION … CONCURRENTLY is refused while the table has a default partition (\`55000\`).`,
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY', 'https://www.postgresql.org/docs/current/sql-dropindex.html', 'https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION'],
  on: {
    'create-index'(operation, context) {
      const table = operation.concurrently && isAlone(operation, context) ? context.before.table(operation.table) : undefined;
      if (!table?.partitionBy || !isCertain(key(table.name), table.declared, context)) return undefined;
      return report(operation, `${quoteName(table.name)} is partitioned, and an index of all its partitions cannot be built CONCURRENTLY`, table.declared, '0A000');
    },
    'drop-index'(operation, context) {
      if (!operation.concurrently || !isAlone(operation, context)) return undefined;
      if (operation.cascade) return report(operation, 'DROP INDEX CONCURRENTLY takes no CASCADE', undefined, '0A000');
      const dropped = context.earlierOf('drop-index').filter(({ statement }) => statement === context.statement);
      if (dropped.length > 0) return dropped.length > 1 ? undefined : report(operation, 'DROP INDEX CONCURRENTLY drops one index at a time', undefined, '0A000');
      const owner = context.before.indexes.get(key(operation.index));
      const table = owner && context.before.table(owner);
      if (!table?.partitionBy || !isCertain(key(table.name), table.declared, context)) return undefined;
      return report(operation, `${quoteName(operation.index)} is an index of the partitioned table ${quoteName(table.name)} and cannot be dropped CONCURRENTLY`, table.declared, '0A000');
    },
    'refresh-materialized-view'(operation, context) {
      const view = operation.concurrently && isPlain(operation, context) ? context.before.view(operation.view) : undefined;
      if (!view?.materialized || !isCertain(key(view.name), view.declared, context)) return undefined;
      if ([...view.indexes.values()].some(({ unique, partial, columns }) => unique && !partial && columns.every((column) => column !== undefined))) return undefined;
      return report(operation, `${quoteName(view.name)} has no unique index over plain columns of all its rows, which REFRESH CONCURRENTLY needs`, view.declared, '55000');
    },
    'detach-partition'(operation, context) {
      const table = operation.concurrently && isAlone(operation, context) ? sureTable(operation.table, context) : undefined;
      const fallback = table && [...(context.before.children.get(key(table.name)) ?? [])].map((at) => context.before.tables.get(at)).find((child) => child?.isDefault);
      if (!fallback || !isCertain(key(fallback.name), fallback.declared, context)) return undefined;
      return report(operation, `${quoteName(operation.table)} has the default partition ${quoteName(fallback.name)}, and no partition can be detached CONCURRENTLY as long as it has one`, fallback.declared, '55000');
    },
  },
});

/** In a transaction none of them can run, which another rule says. */
function isAlone(operation: Operation, context: Context): boolean {
  return isPlain(operation, context) && context.transaction.kind === 'none';
}

function report(operation: Operation, sentence: string, declared: Moment | undefined, fails: string): Report {
  return { message: `${sentence}. The statement fails with ${fails}.`, at: operation.mark, related: declared ? [{ place: declared.place, message: 'made here' }] : [], fails };
}
