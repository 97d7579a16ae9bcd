import { defineRule, type Catalog, type Context, type Operation, type QualifiedName, type Report } from '../judge/rule.ts';
import { outOf, whyInTransaction } from '../evidence/transaction-words.ts';
import { restrictedKinds, restrictionOf } from '../postgres/transaction-blocks.ts';

export default defineRule({
  id: 'not-allowed-in-transaction',
  severity: 'error',
  downs: true,
  summary: 'PostgreSQL does not run this command in a transaction: it answers 25001.',
  why: `VACUUM, CREATE and DROP DATABASE, CREATE and DROP TABLESPACE, ALTER SYSTEM, REINDEX SCHEMA, DATABASE and SYSTEM, CLUSTER without a table,
DISCARD ALL, CREATE SUBSCRIPTION that makes a slot, COMMIT PREPARED: these do work that no ROLLBACK could take back, or commit by themselves. In
a transaction PostgreSQL refuses them with \`25001 … cannot run inside a transaction block\`; a message of several statements is a transaction too.
REINDEX of a partitioned table or index belongs here from PostgreSQL 14, CLUSTER of a partitioned table from 15, ALTER TYPE … ADD VALUE up
to 11 (said only where \`postgres\` is configured).

Allowed in a transaction, though often said to be not: ANALYZE, plain REINDEX TABLE and INDEX, CLUSTER of a table, TRUNCATE, REFRESH MATERIALIZED VIEW,
CREATE EXTENSION, ALTER DATABASE … SET.`,
  references: ['https://www.postgresql.org/docs/current/sql-vacuum.html', 'https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT'],
  on: Object.fromEntries(restrictedKinds.map((kind) => [kind, judge])),
});

function judge(operation: Operation, context: Context): Report | undefined {
  const { transaction, settings, before } = context;
  if (transaction.kind === 'none') return undefined;
  const restriction = restrictionOf(operation, settings.postgres);
  if (!restriction || restriction.concurrently) return undefined;
  if (settings.postgres !== undefined && restriction.since !== undefined && settings.postgres < restriction.since) return undefined;
  if (restriction.partitioned && !isPartitioned(restriction.partitioned, before)) return undefined;
  // VACUUM a, b is one statement and one cause.
  if (operation.kind === 'other' && context.earlierOf('other').at(-1)?.statement === context.statement && !operation.within) return undefined;
  if (operation.kind === 'add-enum-value' && isNewType(operation.type, context)) return undefined;
  return {
    message: `${restriction.command} cannot run ${whyInTransaction(context)}.`,
    ...(transaction.kind === 'begin' ? { related: [{ place: transaction.begin, message: 'the transaction begins here' }] } : {}),
    instead: outOf(operation, context),
  };
}

/** A table, or the table of an index. */
function isPartitioned(name: QualifiedName, before: Catalog): boolean {
  const table = before.table(name) ?? before.table(before.indexes.get(`${name.schema}\n${name.name}`) ?? name);
  return table?.partitionBy !== undefined;
}

/** Up to PostgreSQL 11 an enum of the same transaction takes new values. */
function isNewType(name: QualifiedName, context: Context): boolean {
  const type = context.before.type(name);
  return type !== undefined && context.isNew(type.declared);
}
