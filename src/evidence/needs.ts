import type { ConstraintDefinition } from '../operations/operation.ts';
import type { Operation, OperationKind, OperationOf, QualifiedName } from '../judge/rule.ts';
import { foreignKeysOf } from './foreign-keys.ts';
import { isSame } from './repeatable.ts';

// These questions are asked of nearly every operation there is, and nearly always come to nothing: so each kind of operation has a
// function of its own, which calls back and makes neither lists nor functions.

/** For each kind of operation, who goes through what it needs. */
export type Finders<W, A> = { readonly [K in OperationKind]?: (operation: OperationOf<K>, asking: W) => A | undefined };

/** Asks about a table or view that must be there; an answer ends the questions. `asking` is what the question wants to know beside the operation. */
export type AskRelation<W, A> = (name: QualifiedName, operation: Operation, asking: W) => A | undefined;

/** Goes through the tables and views that must be there for an operation to succeed. */
export function relationsNeeded<W, A>(ask: AskRelation<W, A>): Finders<W, A> {
  type OnTable = Operation & { readonly table: QualifiedName; readonly tableIfExists?: boolean };
  const ofTable = (operation: OnTable, asking: W): A | undefined => (operation.tableIfExists ? undefined : ask(operation.table, operation, asking));
  const ofPartition = (operation: OperationOf<'attach-partition' | 'detach-partition'>, asking: W): A | undefined => ofTable(operation, asking) ?? ask(operation.partition, operation, asking);
  const ofRelations = (relations: readonly QualifiedName[], operation: Operation, asking: W): A | undefined => {
    for (const relation of relations) {
      const answer = ask(relation, operation, asking);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  const ofQuery = (operation: OperationOf<'create-view' | 'select'>, asking: W): A | undefined => ofRelations(operation.query.relations, operation, asking);
  const ofWrite = (operation: OperationOf<'insert' | 'update' | 'delete'>, asking: W): A | undefined => {
    const { table, from } = operation;
    return ask(table, operation, asking) ?? (from && ofRelations(from.relations, operation, asking));
  };
  // A new table may refer to itself.
  const ofReferenced = (constraints: readonly ConstraintDefinition[], operation: OperationOf<'create-table' | 'add-column'>, asking: W): A | undefined => {
    for (const constraint of constraints) {
      if (constraint.type !== 'foreign key' || (operation.kind === 'create-table' && isSame(constraint.references, operation.table))) continue;
      const answer = ask(constraint.references, operation, asking);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return {
    insert: ofWrite,
    update: ofWrite,
    delete: ofWrite,
    select: ofQuery,
    'create-view': ofQuery,
    'create-table'(operation, asking) {
      const { inherits, like, partitionOf, as } = operation;
      const answer =
        ofRelations(inherits, operation, asking) ??
        (like.length === 0 ? undefined : ofRelations(like.map(({ table }) => table), operation, asking)) ??
        (partitionOf && ask(partitionOf.parent, operation, asking)) ??
        (as && ofRelations(as.relations, operation, asking));
      return answer ?? ofReferenced(foreignKeysOf(operation), operation, asking);
    },
    'add-column'(operation, asking) {
      const { constraints } = operation.column;
      return ofTable(operation, asking) ?? (constraints.length === 0 ? undefined : ofReferenced(constraints, operation, asking));
    },
    'add-constraint'(operation, asking) {
      const { constraint } = operation;
      return ofTable(operation, asking) ?? (constraint.type === 'foreign key' ? ask(constraint.references, operation, asking) : undefined);
    },
    'create-index': (operation, asking) => ask(operation.table, operation, asking),
    'drop-column': (operation, asking) => ofTable(operation, asking),
    'drop-constraint': ofTable,
    'validate-constraint': ofTable,
    'rename-constraint': ofTable,
    'alter-table': ofTable,
    'alter-column-type': ofTable,
    'set-not-null': ofTable,
    'drop-not-null': ofTable,
    'set-default': ofTable,
    'drop-default': ofTable,
    'add-identity': ofTable,
    'drop-identity': ofTable,
    'set-expression': ofTable,
    'drop-expression': ofTable,
    'rename-column': ofTable,
    'rename-table': ofTable,
    truncate: ofTable,
    'lock-table': ofTable,
    copy: ofTable,
    'set-schema': (operation, asking) => (operation.object === 'type' ? undefined : ofTable(operation, asking)),
    'attach-partition': ofPartition,
    'detach-partition': ofPartition,
    inherit: (operation, asking) => ofTable(operation, asking) ?? ask(operation.parent, operation, asking),
    'drop-table': (operation, asking) => (operation.ifExists ? undefined : ask(operation.table, operation, asking)),
    'drop-view': (operation, asking) => (operation.ifExists ? undefined : ask(operation.view, operation, asking)),
    'drop-sequence': (operation, asking) => (operation.ifExists ? undefined : ask(operation.sequence, operation, asking)),
    'drop-object': (operation, asking) => (operation.on && !operation.ifExists ? ask(operation.on, operation, asking) : undefined),
    'create-object': (operation, asking) => operation.on && ask(operation.on, operation, asking),
    'rename-object': (operation, asking) => operation.on && ask(operation.on, operation, asking),
    'create-sequence': (operation, asking) => operation.ownedBy && ask(operation.ownedBy.table, operation, asking),
    'refresh-materialized-view': (operation, asking) => ask(operation.view, operation, asking),
    other: (operation, asking) => operation.table && ask(operation.table, operation, asking),
  };
}
