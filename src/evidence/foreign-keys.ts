import type { ConstraintDefinition } from '../operations/operation.ts';
import type { Operation, OperationOf } from '../judge/rule.ts';

export type ForeignKey = Extract<ConstraintDefinition, { readonly type: 'foreign key' }>;

/** The foreign keys that an operation makes. */
export function foreignKeysOf(operation: OperationOf<'create-table' | 'add-column' | 'add-constraint'>): readonly ForeignKey[] {
  return definitionsOf(operation).filter((definition) => definition.type === 'foreign key');
}

/** The constraints that an operation makes. */
export function definitionsOf(operation: OperationOf<'create-table' | 'add-column' | 'add-constraint'>): readonly ConstraintDefinition[] {
  switch (operation.kind) {
    case 'create-table':
      return [...operation.columns.flatMap(({ constraints }) => constraints), ...operation.constraints];
    case 'add-column':
      return operation.column.constraints;
    case 'add-constraint':
      return [operation.constraint];
  }
}

/** Whether the operation makes constraints, and would make a table only where there is none. */
export function isSkipped(operation: Operation): boolean {
  return (operation.kind === 'create-table' || operation.kind === 'add-column') && operation.ifNotExists;
}
