import type { Script } from '../project/migration.ts';
import type { Earlier } from '../judge/rule.ts';

/** A down that does nothing but raise an exception: it says that nothing can undo its up. */
export function saysThatItCannot({ file }: Script, operations: readonly Earlier[]): boolean {
  if (operations.some(({ operation }) => changes(operation.kind))) return false;
  return operations.some(({ operation, statement: { span } }) => operation.kind === 'do' && /\braise\s+(?:exception\b|'|[a-z_]+\s*;)/i.test(file.text.slice(span.start, span.end)));
}

function changes(kind: Earlier['operation']['kind']): boolean {
  return kind !== 'do' && kind !== 'assertion' && kind !== 'select' && kind !== 'transaction' && kind !== 'set' && kind !== 'other';
}
