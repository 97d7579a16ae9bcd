import type { ConstraintDefinition } from '../operations/operation.ts';
import type { Operation, OperationOf } from '../judge/rule.ts';

export type ForeignKey = Extract<ConstraintDefinition, { readonly type: 'foreign key' }>;

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;

const none: readonly never[] = [];

/** The foreign keys that an operation makes. */
export function foreignKeysOf(operation: Maker): readonly ForeignKey[] {
  switch (operation.kind) {
    case 'create-table':
      return foreignKeysOfTable(operation);
    case 'add-column':
      return foreignKeysAmong(operation.column.constraints) ?? none;
    case 'add-constraint':
      return operation.constraint.type === 'foreign key' ? [operation.constraint] : none;
  }
}

/** @param found - those that were found before, which the new ones follow */
function foreignKeysAmong(definitions: readonly ConstraintDefinition[], found?: ForeignKey[]): ForeignKey[] | undefined {
  let all = found;
  for (const definition of definitions) if (definition.type === 'foreign key') (all ??= []).push(definition);
  return all;
}

/** The new table that was asked about last: several rules ask, and each would go through all columns. */
let last: { readonly table: OperationOf<'create-table'>; readonly foreignKeys: readonly ForeignKey[] } | undefined;

function foreignKeysOfTable(table: OperationOf<'create-table'>): readonly ForeignKey[] {
  if (last?.table !== table) {
    let found: ForeignKey[] | undefined;
    for (const { constraints } of table.columns) if (constraints.length > 0) found = foreignKeysAmong(constraints, found);
    last = { table, foreignKeys: foreignKeysAmong(table.constraints, found) ?? none };
  }
  return last.foreignKeys;
}

/** The constraints that an operation makes. */
export function definitionsOf(operation: Maker): readonly ConstraintDefinition[] {
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
