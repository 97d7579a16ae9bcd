import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { nameOf, wayOut } from '../evidence/transaction-words.ts';

export default defineRule({
  id: 'transaction-control-in-wrapped-script',
  severity: 'warning',
  downs: true,
  summary: "The script's own BEGIN, COMMIT or ROLLBACK meets the transaction that the runner has opened around it.",
  why: `There is but one transaction at a time. Where the runner has opened one, the script's BEGIN only draws a warning (\`there is already a
transaction in progress\`), and its COMMIT or ROLLBACK ends the runner's. From there on:

- what stood above a COMMIT stays, whatever fails later; what stood above a ROLLBACK is gone, and the migration counts as applied all the same;
- the entry in the runner's own table is made outside of that transaction: when it fails, the migration has run and nobody knows;
- the runner sends its COMMIT where no transaction is open. Most get a warning for it. The driver of dbmate and sql-migrate (lib/pq: \`unexpected transaction
  status idle\`) and Diesel (\`Cannot perform this operation outside of a transaction\`) make it an error: they exit with a failure after everything has
  been committed and recorded, and leave the migrations behind it undone.

Where the runner opens a transaction around all pending migrations (Drizzle, node-pg-migrate), a COMMIT in one file ends it for all.

A script that needs transactions of its own, or none, says so to its runner; then its BEGIN and COMMIT mean what they say.`,
  references: ['https://www.postgresql.org/docs/current/sql-commit.html', 'https://www.postgresql.org/docs/current/sql-begin.html'],
  on: { transaction: judge },
});

/** What a runner says when it finds that its transaction is gone. The others take PostgreSQL's warning for a success. */
const refusals: Readonly<Record<string, string>> = {
  dbmate: 'pq: unexpected transaction status idle',
  'sql-migrate': 'pq: unexpected transaction status idle',
  diesel: 'Cannot perform this operation outside of a transaction',
};

const begins = /^(?:begin|start\s+transaction)\b/i;
const ends = /^(?:commit|end|rollback|abort)\b(?!\s+(?:(?:work|transaction)\s+)?to\b)(?!\s+prepared\b)|^prepare\s+transaction\b/i;
const chains = /\band\s+chain\b/i;

function judge(operation: OperationOf<'transaction'>, context: Context): Report | undefined {
  const { transaction, set } = context;
  if (transaction.kind !== 'runner' || operation.within) return undefined;
  const runner = nameOf(set.runner);
  const around = transaction.scope === 'script' ? 'this script' : 'all pending migrations';
  const later = textsBehind(context);
  if (operation.action === 'begin') {
    // Its COMMIT has more to say.
    if (later.some((text) => ends.test(text))) return undefined;
    return { severity: 'info', message: `BEGIN does nothing here but draw a warning: ${runner} has opened a transaction around ${around}.` };
  }
  const word = operation.action === 'prepare' ? 'PREPARE TRANSACTION' : operation.action.toUpperCase();
  if (word !== 'COMMIT' && word !== 'ROLLBACK' && word !== 'PREPARE TRANSACTION') return undefined;
  // COMMIT; …; BEGIN is written by somebody who knows of the runner's transaction.
  const isKnown = operation.chain || endsInTransaction(later);
  const refusal = isKnown ? undefined : refusals[set.runner];
  const begin = context.earlierOf('transaction').findLast(({ operation: { action } }) => action === 'begin')?.statement;
  return {
    message: `${word} ends the transaction that ${runner} opens around ${around}: ${outcome(word, runner, refusal, later.length > 0)}; ${remedy(begin !== undefined, set.runner)}.`,
    ...(refusal === undefined ? {} : { severity: 'error' }),
    ...(isKnown ? { severity: 'info' } : {}),
    ...(begin ? { related: [{ place: begin, message: 'this BEGIN opened no transaction of its own' }] } : {}),
  };
}

function outcome(word: string, runner: string, refusal: string | undefined, goesOn: boolean): string {
  const kept = word === 'ROLLBACK' ? 'what stands above is undone, and counts as applied' : 'what stands above stays, whatever fails later';
  if (refusal !== undefined) return `${runner} stops with "${refusal}" when all has been ${word === 'ROLLBACK' ? 'recorded' : 'committed and recorded'}`;
  return goesOn || word === 'ROLLBACK' ? kept : `${runner} makes its own entry for the migration outside of it`;
}

function remedy(hasBegin: boolean, runner: string): string {
  const way = wayOut(runner);
  const leave = `leave ${hasBegin ? 'both BEGIN and it' : 'it'} out`;
  return way === undefined ? leave : `${leave}, or ${way}`;
}

function textsBehind({ statements, statement }: Context): readonly string[] {
  return statements.slice(statements.indexOf(statement) + 1).map(({ file, span }) => file.text.slice(span.start, span.end));
}

/** The script opens another transaction and leaves it to the runner to end it. */
function endsInTransaction(texts: readonly string[]): boolean {
  const last = texts.findLast((text) => begins.test(text) || ends.test(text));
  return last !== undefined && (begins.test(last) || chains.test(last));
}
