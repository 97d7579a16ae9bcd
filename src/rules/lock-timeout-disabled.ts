import { blockingLock, onLocking } from '../evidence/locking.ts';
import { defineRule, type Context } from '../judge/rule.ts';
import { lastTimeout, milliseconds } from '../evidence/timeouts.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'lock-timeout-disabled',
  severity: 'warning',
  summary: 'lock_timeout is switched off before a statement that locks a table in use.',
  why: `\`lock_timeout = 0\` means: wait for ever. It overrides what the runner, the role or the database sets for this very case, and an ALTER TABLE that waits behind one long
SELECT keeps every later statement on the table waiting. RESET goes back to the session's own value, which is 0 unless somebody has set another; said where the script had set one before.

Set it back behind the statements that lock, not before them.`,
  references: ['https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT'],
  on: onLocking((operation, context) => {
    const last = lastTimeout('lock_timeout', context);
    if (!last) return undefined;
    if (last.time !== 0 && !(last.operation.values.length === 0 && wasSet(context))) return undefined;
    const lock = blockingLock(operation, context);
    if (!lock) return undefined;
    const line = context.script.file.position(last.start).line;
    return { message: `lock_timeout is off since line ${line}: this waits for ${lock.mode} on ${quoteName(lock.relation)} as long as it takes, and everybody else behind it.`, once: `${last.start}` };
  }),
});

function wasSet(context: Context): boolean {
  return context.earlierOf('set').some(({ operation: { setting, values } }) => setting === 'lock_timeout' && (milliseconds(values[0] ?? '') ?? 0) > 0);
}
