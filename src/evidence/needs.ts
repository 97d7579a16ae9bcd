import type { ColumnReference, ConstraintDefinition, Expression, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { Operation } from '../judge/rule.ts';
import { foreignKeysOf } from './foreign-keys.ts';

// These questions are asked of nearly every operation there is, and nearly always come to nothing: so they call back, and make no lists.

/** Asks about a table or view that must be there; an answer ends the questions. */
export type AskRelation<A> = (name: QualifiedName) => A | undefined;

/** Asks about a column that must be there, and the table that it must be in; an answer ends the questions. */
export type AskColumn<A> = (table: QualifiedName, column: string) => A | undefined;

/** Goes through the tables and views that must be there for an operation to succeed. */
export function ofRelationsNeeded<A>(operation: Operation, ask: AskRelation<A>): A | undefined {
  // The most frequent kinds first: each case before costs a comparison.
  switch (operation.kind) {
    case 'insert':
    case 'update':
    case 'delete':
      return ask(operation.table) ?? (operation.from && first(operation.from.relations, ask));
    case 'other':
      return operation.table && ask(operation.table);
    case 'create-index':
    case 'alter-table':
    case 'drop-column':
    case 'drop-constraint':
    case 'alter-column-type':
    case 'set-not-null':
    case 'set-default':
    case 'drop-default':
    case 'drop-not-null':
    case 'rename-column':
    case 'rename-table':
    case 'validate-constraint':
    case 'rename-constraint':
    case 'truncate':
    case 'lock-table':
    case 'copy':
    case 'add-identity':
    case 'drop-identity':
    case 'set-expression':
    case 'drop-expression':
      return ofTable(operation, ask);
    case 'add-column':
      return ofTable(operation, ask) ?? first(operation.column.constraints, (constraint) => ofReferenced(constraint, ask));
    case 'create-table':
      return ofNewTable(operation, ask);
    case 'create-object':
    case 'rename-object':
      return operation.on && ask(operation.on);
    case 'add-constraint':
      return ofTable(operation, ask) ?? ofReferenced(operation.constraint, ask);
    case 'create-view':
    case 'select':
      return first(operation.query.relations, ask);
    case 'drop-table':
      return operation.ifExists ? undefined : ask(operation.table);
    case 'drop-object':
      return operation.on && !operation.ifExists ? ask(operation.on) : undefined;
    case 'create-sequence':
      return operation.ownedBy && ask(operation.ownedBy.table);
    case 'drop-view':
      return operation.ifExists ? undefined : ask(operation.view);
    case 'drop-sequence':
      return operation.ifExists ? undefined : ask(operation.sequence);
    case 'refresh-materialized-view':
      return ask(operation.view);
    case 'set-schema':
      return operation.object === 'type' ? undefined : ofTable(operation, ask);
    case 'attach-partition':
    case 'detach-partition':
      return ofTable(operation, ask) ?? ask(operation.partition);
    case 'inherit':
      return ofTable(operation, ask) ?? ask(operation.parent);
    default:
      return undefined;
  }
}

function ofTable<A>({ table, tableIfExists }: { readonly table: QualifiedName; readonly tableIfExists?: boolean }, ask: AskRelation<A>): A | undefined {
  return tableIfExists ? undefined : ask(table);
}

function ofNewTable<A>(operation: OperationOf<'create-table'>, ask: AskRelation<A>): A | undefined {
  const { table, inherits, like, partitionOf, as } = operation;
  return (
    first(inherits, ask) ??
    first(like, (each) => ask(each.table)) ??
    (partitionOf && ask(partitionOf.parent)) ??
    (as && first(as.relations, ask)) ??
    first(foreignKeysOf(operation), ({ references }) => (isSame(references, table) ? undefined : ask(references)))
  );
}

function ofReferenced<A>(constraint: ConstraintDefinition, ask: AskRelation<A>): A | undefined {
  return constraint.type === 'foreign key' ? ask(constraint.references) : undefined;
}

/** The first answer. */
function first<T, A>(list: readonly T[], ask: (one: T) => A | undefined): A | undefined {
  for (const one of list) {
    const answer = ask(one);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.name === b.name && a.schema === b.schema;
}

/** Goes through the columns that must be there for an operation to succeed, as far as it says which table they are of. */
export function ofColumnsNeeded<A>(operation: Operation, ask: AskColumn<A>): A | undefined {
  // The most frequent kinds first: each case before costs a comparison.
  switch (operation.kind) {
    case 'insert': {
      const { table, columns, conflictSets, from } = operation;
      return ofEach(table, columns, ask) ?? (conflictSets && ofEach(table, conflictSets, ask)) ?? (from && ofReferences(from.columns, ask));
    }
    case 'other': {
      const { command, attached } = operation;
      return command === 'comment' && attached?.object === 'column' && attached.part !== undefined ? ask(attached.name, attached.part) : undefined;
    }
    case 'create-index': {
      const { table, keys, include, where } = operation;
      return first(keys, ({ column, expression }) => (column === undefined ? undefined : ask(table, column)) ?? ofExpression(expression, table, ask)) ?? ofEach(table, include, ask) ?? ofExpression(where, table, ask);
    }
    case 'add-column': {
      const { table, column: { name, constraints } } = operation;
      if (constraints.length === 0) return undefined;
      const ofOthers: AskColumn<A> = (on, column) => (column === name && isSame(on, table) ? undefined : ask(on, column));
      return first(constraints, (constraint) => ofConstraint(table, constraint, ofOthers));
    }
    case 'create-table': {
      const { table } = operation;
      return first(foreignKeysOf(operation), ({ references, referencedColumns }) => (isSame(references, table) ? undefined : ofEach(references, referencedColumns, ask)));
    }
    case 'create-object': {
      const { on, columns } = operation;
      return on && columns && first(columns, (column) => (column === 'old' || column === 'new' ? undefined : ask(on, column)));
    }
    case 'drop-column':
      return operation.ifExists ? undefined : ask(operation.table, operation.column);
    case 'add-constraint':
      return ofConstraint(operation.table, operation.constraint, ask);
    case 'create-view':
    case 'select':
      return ofReferences(operation.query.columns, ask);
    case 'update': {
      const { table, set, where, from } = operation;
      return first(set, ({ column, value }) => ask(table, column) ?? ofReferences(value.columns, ask)) ?? (where && ofReferences(where.columns, ask)) ?? (from && ofReferences(from.columns, ask));
    }
    case 'alter-column-type':
    case 'set-not-null':
    case 'drop-not-null':
    case 'rename-column':
    case 'set-default':
    case 'drop-default':
    case 'add-identity':
    case 'drop-identity':
    case 'set-expression':
    case 'drop-expression':
      return ask(operation.table, operation.column);
    case 'delete': {
      const { where, from } = operation;
      return (where && ofReferences(where.columns, ask)) ?? (from && ofReferences(from.columns, ask));
    }
    default:
      return undefined;
  }
}

function ofEach<A>(table: QualifiedName, columns: readonly string[], ask: AskColumn<A>): A | undefined {
  for (const column of columns) {
    const answer = ask(table, column);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function ofConstraint<A>(table: QualifiedName, constraint: ConstraintDefinition, ask: AskColumn<A>): A | undefined {
  switch (constraint.type) {
    case 'check':
      return ofExpression(constraint.expression, table, ask);
    case 'foreign key':
      return ofEach(table, constraint.columns, ask) ?? ofEach(constraint.references, constraint.referencedColumns, ask);
    default:
      return ofEach(table, constraint.columns, ask);
  }
}

/** The columns of an expression that belongs to one table; its name alone is its whole row. */
function ofExpression<A>(expression: Expression | undefined, table: QualifiedName, ask: AskColumn<A>): A | undefined {
  return expression && first(expression.columns, ({ column }) => (column === '*' || column === table.name ? undefined : ask(table, column)));
}

function ofReferences<A>(columns: readonly ColumnReference[], ask: AskColumn<A>): A | undefined {
  return first(columns, ({ relation, column }) => (relation && column !== '*' ? ask(relation, column) : undefined));
}
