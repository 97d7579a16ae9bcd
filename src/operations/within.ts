import type { Operation, Within } from './operation.ts';
import type { Source } from './known-values.ts';

/** Where in a PL/pgSQL body something stands: what an operation is told of it, and what guards it. */
export interface Surroundings {
  readonly within: Within;
  /** What the conditions around it read. */
  readonly conditions: readonly Source[];
}

export const outermost: Surroundings = {
  within: { branch: false, asksCatalog: false, loop: false, catches: [], dynamic: false },
  conditions: [],
};

/** Inside a branch that these conditions guard. */
export function guarded({ within, conditions }: Surroundings, by: readonly Source[]): Surroundings {
  const asksCatalog = within.asksCatalog || by.some(({ catalog }) => catalog);
  const read = by.flatMap(({ columns, catalog }) => (catalog ? [] : columns));
  const reads = read.length > 0 ? { reads: [...(within.reads ?? []), ...read] } : {};
  return { within: { ...within, branch: true, asksCatalog, ...reads }, conditions: [...conditions, ...by] };
}

/** Inside a loop that runs once for each row of these. */
export function looped({ within, conditions }: Surroundings, over: readonly Source[]): Surroundings {
  const asksCatalog = within.asksCatalog || over.some(({ catalog }) => catalog);
  return { within: { ...within, loop: true, asksCatalog }, conditions: [...conditions, ...over] };
}

/** Inside a block that catches these. */
export function catching(around: Surroundings, catches: readonly string[]): Surroundings {
  if (catches.length === 0) return around;
  return { ...around, within: { ...around.within, catches: [...around.within.catches, ...catches] } };
}

/** An operation as it stands in a block; one of a block inside that block stands in both. */
export function placed(operation: Operation, within: Within): Operation {
  const inner = operation.within;
  // In front of the spread: V8 is slow to add what stands behind one.
  if (!inner) return { within, ...operation };
  return {
    ...operation,
    within: {
      branch: within.branch || inner.branch,
      asksCatalog: within.asksCatalog || inner.asksCatalog,
      loop: within.loop || inner.loop,
      catches: [...within.catches, ...inner.catches],
      dynamic: within.dynamic || inner.dynamic,
      ...(within.reads || inner.reads ? { reads: [...(within.reads ?? []), ...(inner.reads ?? [])] } : {}),
    },
  };
}
