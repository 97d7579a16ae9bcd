import type { Draft } from './draft.ts';
import type { Operation, Within } from './operation.ts';
import type { Source } from './known-values.ts';

/** Where in a PL/pgSQL body something stands: what an operation is told of it, and what guards it. */
export interface Surroundings {
  readonly within: Within;
  /** What the conditions around it read. */
  readonly conditions: readonly Source[];
}

export const outermost: Surroundings = {
  within: { branch: false, asksCatalog: false, reads: undefined, loop: false, catches: [], dynamic: false },
  conditions: [],
};

/** Inside a branch that these conditions guard. */
export function guarded({ within, conditions }: Surroundings, by: readonly Source[]): Surroundings {
  const { loop, catches, dynamic } = within;
  const asksCatalog = within.asksCatalog || by.some(({ catalog }) => catalog);
  const read = by.flatMap(({ columns, catalog }) => (catalog ? [] : columns));
  const reads = read.length > 0 ? [...(within.reads ?? []), ...read] : within.reads;
  return { within: { branch: true, asksCatalog, reads, loop, catches, dynamic }, conditions: [...conditions, ...by] };
}

/** Inside a loop that runs once for each row of these. */
export function looped({ within, conditions }: Surroundings, over: readonly Source[]): Surroundings {
  const { branch, reads, catches, dynamic } = within;
  const asksCatalog = within.asksCatalog || over.some(({ catalog }) => catalog);
  return { within: { branch, asksCatalog, reads, loop: true, catches, dynamic }, conditions: [...conditions, ...over] };
}

/** Inside a block that catches these. */
export function catching(around: Surroundings, own: readonly string[]): Surroundings {
  if (own.length === 0) return around;
  const { branch, asksCatalog, reads, loop, catches, dynamic } = around.within;
  return { within: { branch, asksCatalog, reads, loop, catches: [...catches, ...own], dynamic }, conditions: around.conditions };
}

/** The same in an EXECUTE of a constant string. */
export function dynamically({ branch, asksCatalog, reads, loop, catches }: Within): Within {
  return { branch, asksCatalog, reads, loop, catches, dynamic: true };
}

/** Tells a new operation that it stands in a block; one of a block inside that block stands in both. */
export function place(operation: Draft<Operation>, within: Within): void {
  const inner = operation.within;
  operation.within = inner ? both(within, inner) : within;
}

function both(outer: Within, inner: Within): Within {
  return {
    branch: outer.branch || inner.branch,
    asksCatalog: outer.asksCatalog || inner.asksCatalog,
    reads: outer.reads || inner.reads ? [...(outer.reads ?? []), ...(inner.reads ?? [])] : undefined,
    loop: outer.loop || inner.loop,
    catches: [...outer.catches, ...inner.catches],
    dynamic: outer.dynamic || inner.dynamic,
  };
}
