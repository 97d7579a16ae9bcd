import type { ConstraintDefinition, Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, type Catalog } from '../schema/catalog.ts';

type InUse = (relation: QualifiedName) => boolean;

/** Operations on a table that lock it and what is below it, and nothing else. */
const own: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'add-column', 'set-default', 'drop-default', 'set-not-null', 'drop-not-null', 'rename-column', 'add-identity', 'set-expression', 'drop-expression', 'add-constraint', 'rename-constraint', 'create-index',
]);

/** Those that lock the other tables of its foreign keys too. */
const linked: ReadonlySet<OperationKind> = new Set<OperationKind>(['alter-column-type', 'alter-table', 'drop-column', 'drop-constraint']);

/** Commands that keep neither reads nor writes waiting. */
const quiet: ReadonlySet<string> = new Set(['comment', 'grant', 'revoke', 'analyze', 'security label', 'alter publication']);

/**
 * Whether an operation may block the writes or reads of a relation in use. It asks for less than to work out the effects: most
 * operations are about what the same script has made.
 */
export function mayBlock(operation: Operation, before: Catalog, inUse: InUse): boolean {
  switch (operation.kind) {
    case 'create-table':
      return operation.partitionOf !== undefined || refersToOthers(operation, before, inUse);
    case 'create-view':
      return operation.orReplace && inUse(operation.view);
    case 'create-object':
      return operation.on !== undefined && reaches(operation.on, before, inUse);
    case 'other':
      return !quiet.has(operation.command);
    case 'add-constraint':
      return reaches(operation.table, before, inUse) || (operation.constraint.type === 'foreign key' && reaches(operation.constraint.references, before, inUse));
    case 'add-column':
      return reaches(operation.table, before, inUse) || reachesReferenced(operation.column.constraints, before, inUse);
    default:
      if (own.has(operation.kind) && 'table' in operation) return reaches(operation.table, before, inUse);
      return !(linked.has(operation.kind) && 'table' in operation) || reaches(operation.table, before, inUse) || isLinked(operation, before);
  }
}

function reaches(table: QualifiedName, { children }: Catalog, inUse: InUse): boolean {
  return inUse(table) || (children.get(key(table))?.size ?? 0) > 0;
}

/** Whether a new table has a foreign key to one that may be in use. */
function refersToOthers({ columns, constraints }: OperationOf<'create-table'>, before: Catalog, inUse: InUse): boolean {
  if (reachesReferenced(constraints, before, inUse)) return true;
  for (const column of columns) if (reachesReferenced(column.constraints, before, inUse)) return true;
  return false;
}

function reachesReferenced(constraints: readonly ConstraintDefinition[], before: Catalog, inUse: InUse): boolean {
  for (const constraint of constraints) if (constraint.type === 'foreign key' && reaches(constraint.references, before, inUse)) return true;
  return false;
}

function isLinked(operation: Extract<Operation, { readonly table: QualifiedName }>, before: Catalog): boolean {
  if ('cascade' in operation && operation.cascade) return true;
  const table = before.table(operation.table);
  if (!table || (before.referrers.get(key(operation.table))?.size ?? 0) > 0) return true;
  for (const { references } of table.constraints.values()) if (references) return true;
  return false;
}
