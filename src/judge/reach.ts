import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
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
  const reaches = (table: QualifiedName): boolean => inUse(table) || (before.children.get(key(table))?.size ?? 0) > 0;
  switch (operation.kind) {
    case 'create-table':
      return operation.partitionOf !== undefined || foreignKeys(operation).some(reaches);
    case 'create-view':
      return operation.orReplace && inUse(operation.view);
    case 'create-object':
      return operation.on !== undefined && reaches(operation.on);
    case 'other':
      return !quiet.has(operation.command);
    case 'add-constraint':
      return reaches(operation.table) || (operation.constraint.type === 'foreign key' && reaches(operation.constraint.references));
    case 'add-column':
      return reaches(operation.table) || operation.column.constraints.some((constraint) => constraint.type === 'foreign key' && reaches(constraint.references));
    default:
      if (own.has(operation.kind) && 'table' in operation) return reaches(operation.table);
      return !(linked.has(operation.kind) && 'table' in operation) || reaches(operation.table) || isLinked(operation, before);
  }
}

function foreignKeys({ columns, constraints }: OperationOf<'create-table'>): readonly QualifiedName[] {
  return [...constraints, ...columns.flatMap((column) => column.constraints)].flatMap((constraint) => (constraint.type === 'foreign key' ? [constraint.references] : []));
}

function isLinked(operation: Extract<Operation, { readonly table: QualifiedName }>, before: Catalog): boolean {
  if ('cascade' in operation && operation.cascade) return true;
  const table = before.table(operation.table);
  if (!table || (before.referrers.get(key(operation.table))?.size ?? 0) > 0) return true;
  for (const { references } of table.constraints.values()) if (references) return true;
  return false;
}
