import type { ColumnReference, ConstraintDefinition, Expression, QualifiedName, Query } from '../operations/operation.ts';
import type { Operation } from '../judge/rule.ts';

const none: readonly never[] = [];

/** The tables and views that must be there for an operation to succeed. */
export function relationsNeeded(operation: Operation): readonly QualifiedName[] {
  switch (operation.kind) {
    case 'create-table': {
      const { inherits, like, partitionOf, as, columns, constraints } = operation;
      const others = [...inherits, ...like.map(({ table }) => table), ...(partitionOf ? [partitionOf.parent] : none), ...(as?.relations ?? none)];
      const referenced = [...columns.flatMap((column) => column.constraints), ...constraints].flatMap(referencedBy);
      return others.length + referenced.length === 0 ? none : [...others, ...referenced.filter((name) => !isSame(name, operation.table))];
    }
    case 'add-column':
      return [...own(operation), ...operation.column.constraints.flatMap(referencedBy)];
    case 'add-constraint':
      return [...own(operation), ...referencedBy(operation.constraint)];
    case 'drop-table':
      return operation.ifExists ? none : [operation.table];
    case 'attach-partition':
    case 'detach-partition':
      return [...own(operation), operation.partition];
    case 'inherit':
      return [...own(operation), operation.parent];
    case 'set-schema':
      return operation.object === 'type' ? none : own(operation);
    case 'rename-table':
    case 'drop-column':
    case 'rename-column':
    case 'alter-column-type':
    case 'set-default':
    case 'drop-default':
    case 'set-not-null':
    case 'drop-not-null':
    case 'add-identity':
    case 'drop-identity':
    case 'set-expression':
    case 'drop-expression':
    case 'validate-constraint':
    case 'drop-constraint':
    case 'rename-constraint':
    case 'alter-table':
    case 'create-index':
    case 'truncate':
    case 'copy':
    case 'lock-table':
      return own(operation);
    case 'insert':
    case 'update':
    case 'delete':
      return operation.from ? [operation.table, ...operation.from.relations] : [operation.table];
    case 'create-view':
      return operation.query.relations;
    case 'drop-view':
      return operation.ifExists ? none : [operation.view];
    case 'drop-sequence':
      return operation.ifExists ? none : [operation.sequence];
    case 'refresh-materialized-view':
      return [operation.view];
    case 'create-sequence':
      return operation.ownedBy ? [operation.ownedBy.table] : none;
    case 'create-object':
      return operation.on ? [operation.on] : none;
    case 'drop-object':
      return operation.on && !operation.ifExists ? [operation.on] : none;
    case 'rename-object':
      return operation.on ? [operation.on] : none;
    case 'select':
      return operation.query.relations;
    case 'other':
      return operation.table ? [operation.table] : none;
    default:
      return none;
  }
}

function own({ table, tableIfExists }: { readonly table: QualifiedName; readonly tableIfExists?: boolean }): readonly QualifiedName[] {
  return tableIfExists ? none : [table];
}

function referencedBy(constraint: ConstraintDefinition): readonly QualifiedName[] {
  return constraint.type === 'foreign key' ? [constraint.references] : none;
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.name === b.name && a.schema === b.schema;
}

/** A column that must be there, and the table that it must be in. */
export interface NeededColumn {
  readonly table: QualifiedName;
  readonly column: string;
}

/** The columns that must be there for an operation to succeed, as far as it says which table they are of. */
export function columnsNeeded(operation: Operation): readonly NeededColumn[] {
  switch (operation.kind) {
    case 'drop-column':
      return operation.ifExists ? none : [operation];
    case 'rename-column':
    case 'alter-column-type':
    case 'set-default':
    case 'drop-default':
    case 'set-not-null':
    case 'drop-not-null':
    case 'add-identity':
    case 'drop-identity':
    case 'set-expression':
    case 'drop-expression':
      return [operation];
    case 'add-constraint':
      return ofConstraint(operation.table, operation.constraint);
    case 'add-column':
      return operation.column.constraints.flatMap((constraint) => ofConstraint(operation.table, constraint)).filter((needed) => !isSame(needed.table, operation.table) || needed.column !== operation.column.name);
    case 'create-table':
      return [...operation.columns.flatMap(({ constraints }) => constraints), ...operation.constraints].flatMap((constraint) => ofConstraint(operation.table, constraint)).filter((needed) => !isSame(needed.table, operation.table));
    case 'create-index': {
      const { table, keys, include, where } = operation;
      const names = [...keys.flatMap(({ column, expression }) => [...(column === undefined ? none : [column]), ...inExpression(expression, table)]), ...include, ...inExpression(where, table)];
      return names.map((column) => ({ table, column }));
    }
    case 'insert': {
      const { table, columns, conflictSets = none, from } = operation;
      return [...[...columns, ...conflictSets].map((column) => ({ table, column })), ...inQuery(from)];
    }
    case 'update': {
      const { table, set, where, from } = operation;
      return [...set.flatMap(({ column, value }) => [{ table, column }, ...ofReferences(value.columns)]), ...ofReferences(where?.columns), ...inQuery(from)];
    }
    case 'delete':
      return [...ofReferences(operation.where?.columns), ...inQuery(operation.from)];
    case 'create-view':
    case 'select':
      return inQuery(operation.query);
    case 'other': {
      const { command, attached } = operation;
      return command === 'comment' && attached?.object === 'column' && attached.part !== undefined ? [{ table: attached.name, column: attached.part }] : none;
    }
    case 'create-object': {
      const { on, columns = none } = operation;
      return on ? columns.filter((column) => column !== 'old' && column !== 'new').map((column) => ({ table: on, column })) : none;
    }
    default:
      return none;
  }
}

function ofConstraint(table: QualifiedName, constraint: ConstraintDefinition): readonly NeededColumn[] {
  switch (constraint.type) {
    case 'check':
      return inExpression(constraint.expression, table).map((column) => ({ table, column }));
    case 'foreign key':
      return [...constraint.columns.map((column) => ({ table, column })), ...constraint.referencedColumns.map((column) => ({ table: constraint.references, column }))];
    default:
      return constraint.columns.map((column) => ({ table, column }));
  }
}

/** The columns of an expression that belongs to one table; its name alone is its whole row. */
function inExpression(expression: Expression | undefined, table: QualifiedName): readonly string[] {
  return (expression?.columns ?? none).map(({ column }) => column).filter((column) => column !== '*' && column !== table.name);
}

function inQuery(query: Query | undefined): readonly NeededColumn[] {
  return ofReferences(query?.columns);
}

function ofReferences(columns: readonly ColumnReference[] | undefined): readonly NeededColumn[] {
  return (columns ?? none).flatMap(({ relation, column }): readonly NeededColumn[] => (relation && column !== '*' ? [{ table: relation, column }] : none));
}
