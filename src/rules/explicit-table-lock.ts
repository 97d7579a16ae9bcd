import { isAlteredToo, isHeldAlready } from '../evidence/altered-too.ts';
import { bySize } from '../evidence/burden.ts';
import { isSame } from '../evidence/repeatable.ts';
import { isSentAlone } from '../evidence/sent-alone.ts';
import { nameOf } from '../evidence/transaction-words.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { blockedWords, blocksWrites, lockModeNamed } from '../postgres/lock-modes.ts';

export default defineRule({
  id: 'explicit-table-lock',
  severity: 'warning',
  downs: true,
  summary: 'LOCK TABLE keeps others waiting until the transaction ends.',
  why: `LOCK TABLE without a mode takes ACCESS EXCLUSIVE: reads and writes of the table wait until the transaction ends. SHARE, SHARE ROW EXCLUSIVE and EXCLUSIVE let reads go on and keep writes waiting. Before it
has the lock it waits for every transaction that is in its way, and all who come later wait behind it; NOWAIT gives up at once instead.

What it is wanted for can mostly be had for less: \`SELECT … FOR UPDATE\` locks rows, SHARE UPDATE EXCLUSIVE keeps out other migrations and VACUUM alone, \`pg_advisory_xact_lock\` keeps out who asks for the same number. Where it
has to be, nothing that takes long belongs between it and the COMMIT, and a short \`lock_timeout\` before it.

Without a transaction LOCK TABLE fails (\`25P01\`): the lock would be gone as soon as it was there. Nothing is said where the script alters the table, which takes a lock of its own.`,
  references: ['https://www.postgresql.org/docs/current/sql-lock.html', 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  on: {
    'lock-table'(operation, context) {
      const { table, mode: words, within } = operation;
      if (!within && isSentAlone(context)) {
        return { message: `No transaction is there to hold the lock: ${nameOf(context.set.runner)} sends LOCK TABLE alone. The statement fails with 25P01.`, at: { part: 'statement' }, severity: 'error', fails: '25P01' };
      }
      const mode = lockModeNamed(words) ?? 'ACCESS EXCLUSIVE';
      if (context.script.direction === 'down' || !blocksWrites(mode) || !context.inUse(table) || context.size(table) === 'small' || isHeldAlready(table, context)) return undefined;
      return {
        message: `LOCK TABLE keeps ${blockedWords(mode)} of ${quoteName(table)} waiting until the transaction ends.`,
        ...bySize([table], context),
        unless: (end) => isAlteredToo(table, end) || end.earlierOf('create-object').some(({ operation: { on } }) => on !== undefined && isSame(on, table)),
      };
    },
  },
});
