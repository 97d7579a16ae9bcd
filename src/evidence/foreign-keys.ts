import type { ConstraintDefinition } from '../operations/operation.ts';
import type { Operation, OperationOf } from '../judge/rule.ts';

export type ForeignKey = Extract<ConstraintDefinition, { readonly type: 'foreign key' }>;

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;

const none: readonly never[] = [];

/** The foreign keys that an operation makes. */
export function foreignKeysOf(operation: Maker): readonly ForeignKey[] {
  if (operation.kind === 'add-constraint') return operation.constraint.type === 'foreign key' ? [operation.constraint] : none;
  let found: ForeignKey[] | undefined;
  for (const definition of definitionsOf(operation)) if (definition.type === 'foreign key') (found ??= []).push(definition);
  return found ?? none;
}

/** The constraints that an operation makes. */
export function definitionsOf(operation: Maker): readonly ConstraintDefinition[] {
  switch (operation.kind) {
    case 'create-table':
      return definitionsOfTable(operation);
    case 'add-column':
      return operation.column.constraints;
    case 'add-constraint':
      return [operation.constraint];
  }
}

/** Those of the new table that was asked about last: several rules ask, and each would go through all columns. */
let last: { readonly table: OperationOf<'create-table'>; readonly definitions: readonly ConstraintDefinition[] } | undefined;

function definitionsOfTable(table: OperationOf<'create-table'>): readonly ConstraintDefinition[] {
  if (last?.table !== table) last = { table, definitions: collected(table) };
  return last.definitions;
}

function collected({ columns, constraints }: OperationOf<'create-table'>): readonly ConstraintDefinition[] {
  let found: ConstraintDefinition[] | undefined;
  for (const column of columns) for (const each of column.constraints) (found ??= []).push(each);
  if (!found) return constraints;
  for (const each of constraints) found.push(each);
  return found;
}

/** Whether the operation makes constraints, and would make a table only where there is none. */
export function isSkipped(operation: Operation): boolean {
  return (operation.kind === 'create-table' || operation.kind === 'add-column') && operation.ifNotExists;
}
