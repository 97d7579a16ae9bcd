import type { Step } from '../judge/finding.ts';

/** Where a step of the safe way goes: this script or one of its own, and whether a transaction may be around it. */
export function stepHeading({ script, transaction }: Step): string {
  const where = script === 'this' ? 'in this script' : 'in a migration of its own';
  return transaction ? where : `${where}, outside a transaction`;
}
