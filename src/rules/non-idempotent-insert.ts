import { headOf } from '../evidence/head.ts';
import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { catches } from '../postgres/conditions.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'non-idempotent-insert',
  severity: 'warning',
  convention: true,
  downs: true,
  summary: 'The INSERT fails, or adds its rows once more, when it runs a second time.',
  why: `Seed rows that are inserted twice either collide with a unique key (\`23505 unique_violation\`) or, where there is none, stand there twice. ON CONFLICT DO NOTHING
keeps what is there, ON CONFLICT … DO UPDATE brings it up to date; both need a unique index. Without one, INSERT … SELECT … WHERE NOT EXISTS (…) does the same.

Rows for a table that the same script creates or empties are no matter of this rule.`,
  references: ['https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT'],
  on: {
    insert(operation, context): Report | undefined {
      if (operation.onConflict || isGuarded(operation) || startsEmpty(operation, context)) return undefined;
      const { table, from } = operation;
      if (from?.relations.some(({ schema, name }) => schema === table.schema && name === table.name)) return undefined;
      const where = from && from.relations.length > 0;
      return {
        message: `INSERT INTO ${quoteName(table)} adds its rows once more, or fails, when it runs a second time.`,
        at: headOf(operation, context),
        instead: operation.within || where ? [] : [{ script: 'this', transaction: true, sql: beforeReturning(context.sql) }],
      };
    },
  },
});

/** Any branch counts: what it asks is most likely whether the rows are there. */
function isGuarded({ within }: OperationOf<'insert'>): boolean {
  return within !== undefined && (within.branch || catches(within.catches, '23505'));
}

function startsEmpty({ table }: OperationOf<'insert'>, context: Context): boolean {
  if (table.schema === 'pg_temp') return true;
  return context.earlier(table).some(({ operation }) => (operation.kind === 'create-table' && !operation.ifNotExists) || operation.kind === 'truncate' || operation.kind === 'delete');
}

function beforeReturning(sql: string): string {
  const returning = /\s+returning\s+[^()';]*$/i.exec(sql);
  const end = returning?.index ?? sql.length;
  return `${sql.slice(0, end)}\nON CONFLICT DO NOTHING${sql.slice(end)};`;
}
