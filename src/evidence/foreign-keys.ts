import type { ConstraintDefinition } from '../operations/operation.ts';
import type { Operation, OperationOf } from '../judge/rule.ts';

export type ForeignKey = Extract<ConstraintDefinition, { readonly type: 'foreign key' }>;

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;

const none: readonly never[] = [];

/** The foreign keys that an operation makes. */
export function foreignKeysOf(operation: Maker): readonly ForeignKey[] {
  switch (operation.kind) {
    case 'create-table': {
      const made = madeBy(operation);
      return (made.foreignKeys ??= foreignKeysAmong(made.definitions));
    }
    case 'add-column':
      return foreignKeysAmong(operation.column.constraints);
    case 'add-constraint':
      return operation.constraint.type === 'foreign key' ? [operation.constraint] : none;
  }
}

function foreignKeysAmong(definitions: readonly ConstraintDefinition[]): readonly ForeignKey[] {
  let found: ForeignKey[] | undefined;
  for (const definition of definitions) if (definition.type === 'foreign key') (found ??= []).push(definition);
  return found ?? none;
}

/** The constraints that an operation makes. */
export function definitionsOf(operation: Maker): readonly ConstraintDefinition[] {
  switch (operation.kind) {
    case 'create-table':
      return madeBy(operation).definitions;
    case 'add-column':
      return operation.column.constraints;
    case 'add-constraint':
      return [operation.constraint];
  }
}

interface Made {
  readonly table: OperationOf<'create-table'>;
  readonly definitions: readonly ConstraintDefinition[];
  foreignKeys?: readonly ForeignKey[];
}

/** The new table that was asked about last: several rules ask, and each would go through all columns. */
let last: Made | undefined;

function madeBy(table: OperationOf<'create-table'>): Made {
  if (last?.table !== table) last = { table, definitions: collected(table) };
  return last;
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
