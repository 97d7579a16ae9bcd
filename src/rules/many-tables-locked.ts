import { isSame } from '../evidence/repeatable.ts';
import { listed } from '../evidence/lost.ts';
import { numberOf } from '../judge/options.ts';
import { onLocking } from '../evidence/locking.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { blocksReads } from '../postgres/lock-modes.ts';

export default defineRule({
  id: 'many-tables-locked',
  severity: 'info',
  convention: true,
  summary: 'One transaction takes ACCESS EXCLUSIVE on several tables in use.',
  why: `Each lock is held until the transaction ends, while it waits for the next one. An application that goes through the same tables in another order holds what the migration waits for and waits for
what the migration holds: a deadlock (\`40P01\`), and one of the two is broken off. Meanwhile nobody reads any of the tables already locked.

One migration for each table; or LOCK TABLE for all of them as the first statement, in the order that the application uses, with a short \`lock_timeout\`.`,
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS'],
  options: { tables: { about: 'How many tables a transaction may lock so.', kind: 'number', from: 1, to: 100, default: 2 } },
  on: onLocking((operation, context) => {
    const most = numberOf(context.options, 'tables');
    const held = context.held.filter(({ mode }) => blocksReads(mode));
    if (held.length < most) return undefined;
    const added = context.effects(operation).locks.filter(({ relation, mode, role }) => blocksReads(mode) && role !== 'index' && role !== 'sequence' && context.inUse(relation) && !held.some((lock) => isSame(lock.relation, relation)));
    const all = [...held.map(({ relation }) => relation), ...added.map(({ relation }) => relation)];
    if (added.length === 0 || all.length <= most) return undefined;
    return { message: `This transaction now holds ACCESS EXCLUSIVE on ${all.length} tables in use: ${listed(all.map(quoteName))}.`, once: 'script' };
  }),
});
