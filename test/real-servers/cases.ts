import { lockCases } from '../effects/cases/locks.ts';
import { serverCases } from '../effects/cases/servers.ts';

/** A statement and the schema that it finds. */
export interface EffectCase {
  readonly name: string;
  /** Statements that make the schema, each sent on its own. */
  readonly setup: readonly string[];
  readonly sql: string;
  /** The first and the last major that know the statement. */
  readonly since?: number;
  readonly until?: number;
}

export const effectCases: readonly EffectCase[] = [...serverCases, ...lockCases];

/** Whether a major knows what the case or row is about. */
export function knows({ since = 0, until = Infinity }: { readonly since?: number; readonly until?: number }, major: number): boolean {
  return major >= since && major <= until;
}
