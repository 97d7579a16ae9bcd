import { bySize } from '../evidence/burden.ts';
import { headOf } from '../evidence/head.ts';
import { howOutside, outside } from '../evidence/outside-transaction.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'partition-locks-parent',
  severity: 'info',
  summary: 'A partition comes or goes, and every query on the whole partitioned table has to wait for it.',
  why: `CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the parent, in every version: it waits for every query that runs on any partition through the parent, and whatever comes after waits behind it. CREATE TABLE
… (LIKE parent INCLUDING ALL) locks nothing to speak of, and ATTACH PARTITION takes SHARE UPDATE EXCLUSIVE on the parent from PostgreSQL 12 on, which blocks neither reads nor writes.

Where there is a default partition, a new one has it read from end to end under ACCESS EXCLUSIVE, because rows in it may belong to the new one; that is a warning. A validated CHECK on the default partition that excludes the
new range saves the reading.

DETACH PARTITION takes ACCESS EXCLUSIVE on the parent. DETACH PARTITION … CONCURRENTLY, from PostgreSQL 14 on, takes SHARE UPDATE EXCLUSIVE; it cannot run in a transaction, and not where there is a default partition
(\`55000\`).`,
  references: ['https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION'],
  on: {
    'create-table'(operation, context) {
      const { partitionOf, table } = operation;
      if (!partitionOf || !context.inUse(partitionOf.parent) || (operation.ifNotExists && context.before.table(table))) return undefined;
      const read = readDefault(operation, context);
      const bounds = /\b(?:for\s+values\b[\s\S]*?|default)(?=\s+(?:partition\s+by|using|with|tablespace)\b|\s*$)/i.exec(context.sql.slice(context.sql.search(/\bpartition\s+of\b/i)))?.[0];
      const isPlain = bounds !== undefined && !operation.within && !operation.partitionBy && !operation.ofType && operation.constraints.length === 0 && operation.columns.length === 0 && (context.settings.postgres ?? 18) >= 12;
      const isNumbered = Array.from(context.before.table(partitionOf.parent)?.columns.values() ?? []).some(({ identity }) => identity !== undefined);
      const [parent, own] = [quoteName(partitionOf.parent), quoteName(table)];
      return {
        ...said(`Creating ${own} as a partition takes ACCESS EXCLUSIVE on ${parent}: reads and writes of all of it wait`, partitionOf.parent, read, context),
        at: headOf(operation, context),
        // Beside a default partition ATTACH has it read too.
        instead: isPlain && !read ? [{ script: 'this', transaction: true, sql: `CREATE TABLE IF NOT EXISTS ${own} (LIKE ${parent} INCLUDING ALL${isNumbered ? ' EXCLUDING IDENTITY' : ''});\nALTER TABLE ${parent} ATTACH PARTITION ${own} ${bounds};` }] : [],
      };
    },
    'attach-partition'(operation, context) {
      const read = readDefault(operation, context);
      if (!read || !context.inUse(operation.table)) return undefined;
      return said(`Attaching ${quoteName(operation.partition)} takes ACCESS EXCLUSIVE on ${quoteName(read)}: its reads and writes wait`, operation.table, read, context);
    },
    'detach-partition'(operation, context) {
      const { table, partition, concurrently, finalize, within } = operation;
      if (concurrently || finalize || !context.inUse(table)) return undefined;
      const hasDefault = Array.from(context.before.tables.values()).some(({ isDefault, partitionOf }) => isDefault && partitionOf !== undefined && isSame(partitionOf, table));
      const canBe = !hasDefault && !within && (context.settings.postgres ?? 18) >= 14;
      const sql = `ALTER TABLE ${quoteName(table)} DETACH PARTITION ${quoteName(partition)} CONCURRENTLY;`;
      return {
        message: `Detaching ${quoteName(partition)} takes ACCESS EXCLUSIVE on ${quoteName(table)}: reads and writes of all of it wait behind the queries that run.${canBe ? howOutside(context) : ''}`,
        ...bySize([table], context),
        instead: canBe ? outside(context, [{ sql }]) : [],
      };
    },
  },
});

/** The default partition that is in use and read from end to end. */
function readDefault(operation: OperationOf<'create-table' | 'attach-partition'>, context: Context): QualifiedName | undefined {
  const { scans, locks } = context.effects(operation);
  const locked = locks.find(({ role, relation }) => role === 'default partition' && context.inUse(relation) && context.size(relation) !== 'small');
  return locked && scans.some(({ relation }) => isSame(relation, locked.relation)) ? locked.relation : undefined;
}

function said(what: string, parent: QualifiedName, read: QualifiedName | undefined, context: Context): Pick<Report, 'message' | 'severity'> {
  if (!read) return { message: `${what} behind the queries that run.` };
  return { message: `${what} while ${quoteName(read)}, the default partition, is read from end to end.`, severity: context.size(parent) === 'large' ? 'error' : 'warning' };
}
