import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { lastTimeout } from '../evidence/timeouts.ts';
import { quoteIdentifier } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'timeout-before-concurrent-index',
  severity: 'warning',
  summary: 'A short timeout breaks off an index build CONCURRENTLY and leaves an INVALID index.',
  why: `CREATE INDEX CONCURRENTLY waits for every transaction that was there before it, twice, and blocks neither reads nor writes while it waits: there is no queue behind it that a timeout
would have to clear. \`lock_timeout\` counts for these waits too, and \`statement_timeout\` for the whole build. When one of them runs out, the index stays, INVALID: no query uses it, every write keeps it up,
and CREATE INDEX CONCURRENTLY IF NOT EXISTS takes it for the real one the next time.

Before it: \`SET lock_timeout = 0; SET statement_timeout = 0;\` in a session of its own. Said of a lock_timeout below a minute and a statement_timeout below ten.`,
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY', 'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT'],
  on: { 'create-index': judge },
});

const shortest = { lock_timeout: 60_000, statement_timeout: 600_000 };

function judge({ concurrently, table, index }: OperationOf<'create-index'>, context: Context): Report | undefined {
  if (!concurrently || context.transaction.kind !== 'none' || !context.inUse(table) || context.size(table) === 'small') return undefined;
  for (const setting of ['lock_timeout', 'statement_timeout'] as const) {
    const last = lastTimeout(setting, context);
    if (!last?.time || last.operation.local || last.time >= shortest[setting]) continue;
    return {
      message: `${setting} = '${last.operation.values[0] ?? ''}' breaks off the build when it runs out, and leaves ${index === undefined ? 'an' : `${quoteIdentifier(index)} as an`} INVALID index.`,
      instead: [{ script: 'this', transaction: false, sql: `SET ${setting} = 0;` }],
    };
  }
  return undefined;
}
