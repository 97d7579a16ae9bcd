import { changes } from '../evidence/changes.ts';
import { defineRule, type Done, type WholeScript } from '../judge/rule.ts';
import { restrictionOf } from '../postgres/transaction-blocks.ts';

export default defineRule({
  id: 'migration-not-in-transaction',
  severity: 'warning',
  convention: true,
  downs: true,
  summary: 'Several statements take effect one by one: where one fails, those before it stay.',
  why: `PostgreSQL takes back CREATE, ALTER and DROP as it takes back an UPDATE, if they stand in a transaction. Without one, a script that fails in its middle leaves half of a
schema, which neither the old code nor the new one knows, and which the same script cannot be run against again.

A transaction is there where the runner opens one, where the script says BEGIN and COMMIT, and where several statements are sent as one message: PostgreSQL makes one
transaction of that by itself.

What cannot run in a transaction (CREATE INDEX CONCURRENTLY, VACUUM …) stands best alone in a script of its own, and is not counted here.`,
  references: ['https://www.postgresql.org/docs/current/tutorial-transactions.html', 'https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT'],
  script(whole) {
    const units = unitsOf(whole.operations);
    const loose = units.filter((unit) => unit.isLoose && !unit.needsNone(whole));
    const second = units.length > 1 ? loose.find((unit) => unit !== units[0]) ?? loose[0] : undefined;
    if (!second) return undefined;
    const before = units.indexOf(second);
    const what = before === 0 ? 'what comes after it can fail without it' : before === 1 ? 'where it fails, what stands before it has taken effect' : `where it fails, the ${before} before it have taken effect`;
    return { message: `Neither the script nor its runner wraps this in a transaction with the rest: ${what}.`, at: second.first.statement.span };
  },
});

interface Unit {
  readonly first: Done;
  readonly isLoose: boolean;
  /** PostgreSQL would not run it in a transaction. */
  readonly needsNone: (whole: WholeScript) => boolean;
}

/** What takes effect together: a transaction, or a statement outside of any. */
function unitsOf(operations: readonly Done[]): readonly Unit[] {
  const units: Unit[] = [];
  let last: Done | undefined;
  let isOpen = false;
  for (const done of operations) {
    const { operation, statement, transaction } = done;
    if (operation.kind === 'transaction') isOpen = false;
    if (!changes(operation)) continue;
    const isLoose = transaction.kind === 'none';
    const goesOn = last?.statement === statement || (!isLoose && isOpen);
    last = done;
    isOpen = !isLoose;
    if (!goesOn) units.push({ first: done, isLoose, needsNone: ({ settings }) => operations.some((own) => own.statement === statement && restrictionOf(own.operation, settings.postgres) !== undefined) });
  }
  return units;
}
