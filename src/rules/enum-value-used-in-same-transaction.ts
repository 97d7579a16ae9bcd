import { defineRule, type Context, type Report, type UncommittedValue } from '../judge/rule.ts';
import { nameOf } from '../evidence/transaction-words.ts';

export default defineRule({
  id: 'enum-value-used-in-same-transaction',
  severity: 'error',
  downs: true,
  summary: 'A new value of an enum cannot be used before the transaction that adds it has committed: PostgreSQL answers 55P04.',
  why: `Since PostgreSQL 12, ALTER TYPE … ADD VALUE runs in a transaction, and the value is not to be used before the commit: \`55P04 unsafe use of new value\`.
Any text that PostgreSQL turns into the value is a use: in INSERT and UPDATE, as a DEFAULT, in a cast, a CHECK, the predicate of an index, a view, a policy.
Comparing the column as text (\`status::text = 'paid'\`) is none, and ALTER TYPE … RENAME VALUE gives a name that can be used at once. Up to
PostgreSQL 11 ADD VALUE itself is refused in a transaction.

The transaction is the runner's: a script, a message of several statements, or all pending migrations (Drizzle, node-pg-migrate). There, two
migrations that are applied one by one on the way work, and fail together on an empty database.

Where the transaction has created the type itself, PostgreSQL 17 and later allow the use, and 12 to 16 do not: said only where \`postgres\` is configured so.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertype.html'],
  behindNewEnumValue: (context) => context.uncommittedValues().filter((use) => isRefused(use, context)).map((use) => report(use, context)),
});

function isRefused({ isOfNewType }: UncommittedValue, { settings: { postgres } }: Context): boolean {
  if (postgres !== undefined && postgres < 12) return false;
  return !isOfNewType || (postgres !== undefined && postgres < 17);
}

function report({ type, value, mark, added }: UncommittedValue, context: Context): Report {
  const { transaction, script, sql } = context;
  const isPending = transaction.kind === 'runner' && transaction.scope === 'all pending';
  return {
    message: `'${value}' is added to ${type.name} in the same transaction, and cannot be used before it commits: ${way(context, isPending)}.`,
    at: mark,
    related: [{ place: added, message: added.file === script.file ? 'added here' : 'added here, in the same transaction' }],
    ...(isPending ? {} : { instead: [{ script: 'next', transaction: true, sql: `${sql};` }] }),
  };
}

function way({ transaction, set }: Context, isPending: boolean): string {
  if (isPending) return `${nameOf(set.runner)} runs all pending migrations in one transaction, so the value has to be applied first, by a run of its own`;
  return transaction.kind === 'begin' ? 'commit in between' : 'use it in the next migration';
}
