import type { ConstraintDefinition } from '../operations/operation.ts';
import type { Context, Expression, Operation, OperationOf, QualifiedName, Query, Table } from '../judge/rule.ts';
import { foreignKeysOf } from './foreign-keys.ts';

// These questions are asked of nearly every operation there is, and nearly always come to nothing: so they call back with what
// they were given, and make neither lists nor functions.

/** Asks about a table or view that must be there; an answer ends the questions. */
export type AskRelation<A, W> = (name: QualifiedName, operation: Operation, asking: W) => A | undefined;

/** Asks about a column that must be there, and that a table which the history knows does not have; an answer ends the questions. */
export type AskColumn<A> = (table: Table, column: string, operation: Operation, context: Context) => A | undefined;

/** Goes through the tables and views that must be there for an operation to succeed. @param asking - what the question wants to know beside the operation */
export function ofRelationsNeeded<A, W>(operation: Operation, asking: W, ask: AskRelation<A, W>): A | undefined {
  // The most frequent kinds first: each case before costs a comparison.
  switch (operation.kind) {
    case 'insert':
    case 'update':
    case 'delete':
      return ask(operation.table, operation, asking) ?? (operation.from && ofRelations(operation.from.relations, operation, asking, ask));
    case 'other':
      return operation.table && ask(operation.table, operation, asking);
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
      return ofTable(operation, asking, ask);
    case 'add-column':
      return ofTable(operation, asking, ask) ?? ofReferenced(operation.column.constraints, operation, asking, ask);
    case 'create-table':
      return ofNewTable(operation, asking, ask);
    case 'create-object':
    case 'rename-object':
      return operation.on && ask(operation.on, operation, asking);
    case 'add-constraint': {
      const { constraint } = operation;
      return ofTable(operation, asking, ask) ?? (constraint.type === 'foreign key' ? ask(constraint.references, operation, asking) : undefined);
    }
    case 'create-view':
    case 'select':
      return ofRelations(operation.query.relations, operation, asking, ask);
    case 'drop-table':
      return operation.ifExists ? undefined : ask(operation.table, operation, asking);
    case 'drop-object':
      return operation.on && !operation.ifExists ? ask(operation.on, operation, asking) : undefined;
    case 'create-sequence':
      return operation.ownedBy && ask(operation.ownedBy.table, operation, asking);
    case 'drop-view':
      return operation.ifExists ? undefined : ask(operation.view, operation, asking);
    case 'drop-sequence':
      return operation.ifExists ? undefined : ask(operation.sequence, operation, asking);
    case 'refresh-materialized-view':
      return ask(operation.view, operation, asking);
    case 'set-schema':
      return operation.object === 'type' ? undefined : ofTable(operation, asking, ask);
    case 'attach-partition':
    case 'detach-partition':
      return ofTable(operation, asking, ask) ?? ask(operation.partition, operation, asking);
    case 'inherit':
      return ofTable(operation, asking, ask) ?? ask(operation.parent, operation, asking);
    default:
      return undefined;
  }
}

function ofTable<A, W>(operation: Operation & { readonly table: QualifiedName; readonly tableIfExists?: boolean }, asking: W, ask: AskRelation<A, W>): A | undefined {
  return operation.tableIfExists ? undefined : ask(operation.table, operation, asking);
}

function ofNewTable<A, W>(operation: OperationOf<'create-table'>, asking: W, ask: AskRelation<A, W>): A | undefined {
  const { inherits, like, partitionOf, as } = operation;
  const others =
    ofRelations(inherits, operation, asking, ask) ??
    (like.length === 0 ? undefined : ofRelations(like.map(({ table }) => table), operation, asking, ask)) ??
    (partitionOf && ask(partitionOf.parent, operation, asking)) ??
    (as && ofRelations(as.relations, operation, asking, ask));
  return others ?? ofReferenced(foreignKeysOf(operation), operation, asking, ask);
}

function ofRelations<A, W>(relations: readonly QualifiedName[], operation: Operation, asking: W, ask: AskRelation<A, W>): A | undefined {
  for (const relation of relations) {
    const answer = ask(relation, operation, asking);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** The tables that new foreign keys refer to; a new table may refer to itself. */
function ofReferenced<A, W>(constraints: readonly ConstraintDefinition[], operation: OperationOf<'create-table' | 'add-column'>, asking: W, ask: AskRelation<A, W>): A | undefined {
  for (const constraint of constraints) {
    if (constraint.type !== 'foreign key' || (operation.kind === 'create-table' && isSame(constraint.references, operation.table))) continue;
    const answer = ask(constraint.references, operation, asking);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.name === b.name && a.schema === b.schema;
}

/** Goes through the columns that must be there for an operation to succeed, as far as it says which table they are of, and asks about those that are not. */
export function ofColumnsMissing<A>(operation: Operation, context: Context, ask: AskColumn<A>): A | undefined {
  // The most frequent kinds first: each case before costs a comparison.
  switch (operation.kind) {
    case 'insert': {
      const { table, columns, conflictSets, from } = operation;
      return ofEach(table, columns, operation, context, ask) ?? (conflictSets && ofEach(table, conflictSets, operation, context, ask)) ?? ofQuery(from, operation, context, ask);
    }
    case 'other': {
      const { command, attached } = operation;
      return command === 'comment' && attached?.object === 'column' && attached.part !== undefined ? ofColumn(attached.name, attached.part, operation, context, ask) : undefined;
    }
    case 'create-index':
      return ofIndex(operation, context, ask);
    case 'add-column':
      return ofNewColumn(operation, context, ask);
    case 'create-table':
      return ofForeignKeys(operation, context, ask);
    case 'create-object': {
      const { on, columns } = operation;
      return on && columns && ofTrigger(on, columns, operation, context, ask);
    }
    case 'drop-column':
      return operation.ifExists ? undefined : ofColumn(operation.table, operation.column, operation, context, ask);
    case 'add-constraint':
      return ofConstraint(operation.table, operation.constraint, operation, context, ask);
    case 'create-view':
    case 'select':
      return ofQuery(operation.query, operation, context, ask);
    case 'update':
      return ofUpdate(operation, context, ask);
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
      return ofColumn(operation.table, operation.column, operation, context, ask);
    case 'delete':
      return ofQuery(operation.where, operation, context, ask) ?? ofQuery(operation.from, operation, context, ask);
    default:
      return undefined;
  }
}

function ofColumn<A>(name: QualifiedName, column: string, operation: Operation, context: Context, ask: AskColumn<A>): A | undefined {
  const table = context.before.table(name);
  return table === undefined || table.columns.has(column) ? undefined : ask(table, column, operation, context);
}

function ofEach<A>(name: QualifiedName, columns: readonly string[], operation: Operation, context: Context, ask: AskColumn<A>): A | undefined {
  const table = columns.length === 0 ? undefined : context.before.table(name);
  if (!table) return undefined;
  for (const column of columns) {
    const answer = table.columns.has(column) ? undefined : ask(table, column, operation, context);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function ofIndex<A>(operation: OperationOf<'create-index'>, context: Context, ask: AskColumn<A>): A | undefined {
  const { table, keys, include, where } = operation;
  for (const { column, expression } of keys) {
    const answer = (column === undefined ? undefined : ofColumn(table, column, operation, context, ask)) ?? ofExpression(expression, table, operation, context, ask);
    if (answer !== undefined) return answer;
  }
  return ofEach(table, include, operation, context, ask) ?? ofExpression(where, table, operation, context, ask);
}

/** The constraints of a new column may name the column itself. */
function ofNewColumn<A>(operation: OperationOf<'add-column'>, context: Context, ask: AskColumn<A>): A | undefined {
  const { table, column: { name, constraints } } = operation;
  if (constraints.length === 0) return undefined;
  const ofOthers: AskColumn<A> = (on, column) => (column === name && isSame(on.name, table) ? undefined : ask(on, column, operation, context));
  for (const constraint of constraints) {
    const answer = ofConstraint(table, constraint, operation, context, ofOthers);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function ofForeignKeys<A>(operation: OperationOf<'create-table'>, context: Context, ask: AskColumn<A>): A | undefined {
  for (const { references, referencedColumns } of foreignKeysOf(operation)) {
    const answer = isSame(references, operation.table) ? undefined : ofEach(references, referencedColumns, operation, context, ask);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** The columns of a trigger or a policy; a trigger calls its rows `old` and `new`. */
function ofTrigger<A>(on: QualifiedName, columns: readonly string[], operation: Operation, context: Context, ask: AskColumn<A>): A | undefined {
  for (const column of columns) {
    const answer = column === 'old' || column === 'new' ? undefined : ofColumn(on, column, operation, context, ask);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function ofConstraint<A>(table: QualifiedName, constraint: ConstraintDefinition, operation: Operation, context: Context, ask: AskColumn<A>): A | undefined {
  switch (constraint.type) {
    case 'check':
      return ofExpression(constraint.expression, table, operation, context, ask);
    case 'foreign key':
      return ofEach(table, constraint.columns, operation, context, ask) ?? ofEach(constraint.references, constraint.referencedColumns, operation, context, ask);
    default:
      return ofEach(table, constraint.columns, operation, context, ask);
  }
}

function ofUpdate<A>(operation: OperationOf<'update'>, context: Context, ask: AskColumn<A>): A | undefined {
  const { table, set, where, from } = operation;
  for (const { column, value } of set) {
    const answer = ofColumn(table, column, operation, context, ask) ?? ofQuery(value, operation, context, ask);
    if (answer !== undefined) return answer;
  }
  return ofQuery(where, operation, context, ask) ?? ofQuery(from, operation, context, ask);
}

/** The columns of an expression that belongs to one table; its name alone is its whole row. */
function ofExpression<A>(expression: Expression | undefined, table: QualifiedName, operation: Operation, context: Context, ask: AskColumn<A>): A | undefined {
  if (!expression) return undefined;
  for (const { column } of expression.columns) {
    const answer = column === '*' || column === table.name ? undefined : ofColumn(table, column, operation, context, ask);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** The columns of a query or an expression of which it is known whose they are. */
function ofQuery<A>(query: Pick<Query, 'columns'> | undefined, operation: Operation, context: Context, ask: AskColumn<A>): A | undefined {
  if (!query) return undefined;
  for (const { relation, column } of query.columns) {
    const answer = relation && column !== '*' ? ofColumn(relation, column, operation, context, ask) : undefined;
    if (answer !== undefined) return answer;
  }
  return undefined;
}
