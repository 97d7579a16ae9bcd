import { nameOf, wayOut } from './transaction-words.ts';
import type { Context, Step } from '../judge/rule.ts';

/** Where a statement can stand that refuses a transaction: in this script, if nothing wraps it and nothing stands beside it. */
function placeOutside({ script: { execution }, statements, transaction }: Context): Step['script'] {
  if (execution.send === 'one message') return execution.wrap === 'none' && statements.length === 1 ? 'this' : 'next';
  return transaction.kind === 'none' ? 'this' : 'next';
}

/** What the runner needs to be told, as a sentence that follows another; empty where nothing. */
export function howOutside(context: Context): string {
  if (placeOutside(context) === 'this') return '';
  const { set, script } = context;
  const way = wayOut(set.runner);
  if (way !== undefined) return ` CONCURRENTLY needs a script without a transaction: ${way}.`;
  if (script.execution.wrap !== 'none') return ` CONCURRENTLY needs a script without a transaction, and ${nameOf(set.runner)} runs none.`;
  return script.execution.send === 'one message' ? ' CONCURRENTLY has to be alone in its script.' : '';
}

/** Steps that refuse a transaction. Where a script is one message each has one of its own, and what makes a second try possible is left out. */
export function outside(context: Context, statements: readonly { readonly sql: string; readonly ifRepeated?: true }[]): readonly Step[] {
  const script = placeOutside(context);
  return statements.filter(({ ifRepeated }) => !ifRepeated || context.script.execution.send !== 'one message').map(({ sql }) => ({ script, transaction: false, sql }));
}
