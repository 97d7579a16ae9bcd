import type { Constraint, Table } from '../schema/catalog.ts';

/** The primary key of a table. */
export function primaryKeyOf({ constraints }: Table): Constraint | undefined {
  for (const constraint of constraints.values()) if (constraint.type === 'primary key') return constraint;
  return undefined;
}
