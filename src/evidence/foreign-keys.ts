import type { ConstraintDefinition } from '../operations/operation.ts';
import type { Operation, OperationOf } from '../judge/rule.ts';

export type ForeignKey = Extract<ConstraintDefinition, { readonly type: 'foreign key' }>;

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;

const none: readonly never[] = [];

/** Of new tables: several rules ask, and each would go through all columns. */
const definitionsOfTables = new WeakMap<Maker, readonly ConstraintDefinition[]>();

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

function definitionsOfTable(operation: OperationOf<'create-table'>): readonly ConstraintDefinition[] {
  const known = definitionsOfTables.get(operation);
  if (known) return known;
  const definitions: ConstraintDefinition[] = [];
  for (const { constraints } of operation.columns) for (const each of constraints) definitions.push(each);
  for (const each of operation.constraints) definitions.push(each);
  definitionsOfTables.set(operation, definitions);
  return definitions;
}

/** Whether the operation makes constraints, and would make a table only where there is none. */
export function isSkipped(operation: Operation): boolean {
  return (operation.kind === 'create-table' || operation.kind === 'add-column') && operation.ifNotExists;
}
