import { heldMeanwhile, longWork } from '../evidence/held-work.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type Operation, type Report } from '../judge/rule.ts';
import { nameOf } from '../evidence/transaction-words.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { blockedWords } from '../postgres/lock-modes.ts';

export default defineRule({
  id: 'work-under-held-lock',
  severity: 'warning',
  summary: 'Work that takes long runs while the transaction holds a lock that keeps others waiting.',
  why: `A lock is held until its transaction ends, not until its statement does. ALTER TABLE … ADD COLUMN takes an instant; followed by an UPDATE of all rows in the
same transaction, its ACCESS EXCLUSIVE is held as long as those take, and every SELECT on the table waits as long.

Two migrations, or two transactions where the runner leaves them to the script: what locks in one, the work in another. Which statements share a transaction depends on the runner, and is
taken from how it sends the file.

Said of backfills (an UPDATE or DELETE that picks nothing by a value, an INSERT … SELECT without WHERE) and of VALIDATE CONSTRAINT on tables in use (where the lock is on the same table, validated-in-same-transaction
says that), where an earlier statement of the same transaction holds SHARE ROW EXCLUSIVE or more, and more than the work takes itself; once for each lock. Index builds, rewrites and checks that lock by themselves have rules of their own, and the
way out of those leads out of the transaction as well. Nothing is said of tables that the configuration calls small.`,
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  on: {
    update: judge,
    delete: judge,
    // Most that is inserted is written out.
    insert: (operation, context) => (operation.from ? judge(operation, context) : undefined),
    'validate-constraint': judge,
  },
});

function judge(operation: Operation, context: Context): Report | undefined {
  if (context.held.length === 0) return undefined;
  const work = longWork(operation, context);
  const held = work && heldMeanwhile(operation, context);
  if (!held) return undefined;
  // Under the lock of its own table, a rule of its own says it.
  if (operation.kind === 'validate-constraint' && isSame(held.relation, operation.table)) return undefined;
  const { file, span } = held.statement;
  const line = file.position(span.start).line;
  const since = file === context.statement.file ? `line ${line}` : `${file.path}:${line}`;
  const relation = quoteName(held.relation);
  const on = quoteName(work.table) === relation ? 'the same table' : quoteName(work.table);
  const why = context.transaction.kind === 'begin' || operation.within ? '' : `, and ${nameOf(context.set.runner)} runs both in one transaction`;
  return {
    message: `${blockedWords(held.mode)} of ${relation} wait while this ${work.what} ${on}: ${held.mode} is held since ${since}${why}.`.replace(/^./, (first) => first.toUpperCase()),
    related: [{ place: { file, span }, message: `${held.mode} on ${relation} is taken here` }],
    once: `${span.start}`,
  };
}
