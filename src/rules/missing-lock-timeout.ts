import { blockingLock, onLocking } from '../evidence/locking.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'missing-lock-timeout',
  severity: 'info',
  convention: true,
  summary: 'A statement that locks a table in use may wait for ever, and everybody behind it.',
  why: `A lock is waited for in a queue. An ALTER TABLE that waits behind one long SELECT keeps every later statement on the table waiting too, although it has locked nothing yet: for as long as that SELECT
runs. With \`lock_timeout\` it gives up (\`55P03\`), the queue moves on, and the migration is tried again.

SET LOCAL where the migration runs in a transaction, SET where it does not. Many runners, and ALTER ROLE … SET, set it for all migrations: then leave this rule off. Said once for each
script, and only where a statement takes a lock on a table in use that blocks writes.`,
  references: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT', 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  on: onLocking((operation, context) => {
    const isSet = context.earlierOf('set').some(({ operation: { setting } }) => setting === 'lock_timeout' || setting === 'statement_timeout');
    const lock = isSet ? undefined : blockingLock(operation, context);
    if (!lock) return undefined;
    const set = `SET ${context.transaction.kind === 'none' ? '' : 'LOCAL '}lock_timeout = '5s';`;
    return { message: `This waits for ${lock.mode} on ${quoteName(lock.relation)} as long as it takes, and everybody else behind it: ${set}`, once: 'script' };
  }),
});
