import type { Context } from '../judge/rule.ts';

/** Whether the runner is known to send this statement by itself, with no transaction around it. The first statement of a pipeline shares its transaction with those behind it. */
export function isSentAlone(context: Context): boolean {
  const { transaction, script } = context;
  return transaction.kind === 'none' && script.execution.send !== 'pipeline' && isKnownToBeSentSo(context);
}

/** Of plain files nobody knows what runs them, unless they open transactions themselves; of those that a changelog includes neither. */
function isKnownToBeSentSo({ set, script, statements }: Context): boolean {
  if (set.runner === 'liquibase' && script.heading.span.start === 0) return false;
  if (!/^(?:plain|up-down)/.test(set.runner)) return true;
  return statements.some(({ file, span }) => /^(?:begin|start\s+transaction)\b/i.test(file.text.slice(span.start, span.end)));
}
