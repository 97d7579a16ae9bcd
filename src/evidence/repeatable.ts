import { catches } from '../postgres/conditions.ts';
import type { Context, Operation, OperationKind, OperationOf, QualifiedName } from '../judge/rule.ts';

/** Whether a DO block asks the catalog first, or catches what the operation raises when it is done twice. */
export function isGuarded({ within }: Operation, state: string | undefined): boolean {
  if (!within) return false;
  return within.asksCatalog || (state !== undefined && catches(within.catches, state));
}

/** Whether an earlier operation of this script of that kind fits; looks at the latest first. */
export function hasEarlier<K extends OperationKind>(context: Context, kind: K, fits: (operation: OperationOf<K>) => boolean): boolean {
  const earlier = context.earlierOf(kind);
  return earlier.length > 0 && earlier.findLast(({ operation }) => fits(operation)) !== undefined;
}

/** Whether two names mean the same object. */
export function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.name === b.name && a.schema === b.schema;
}

/** The schema was dropped earlier in this script, with all that is in it. */
function isSchemaFreed(schema: string, context: Context): boolean {
  for (const { operation } of context.earlierOf('drop-schema')) if (operation.schema === schema && operation.cascade) return true;
  return false;
}

/** The table was dropped, renamed or moved away earlier in this script, so that neither it nor what hangs on it is there. */
function isTableFreed(table: QualifiedName, context: Context): boolean {
  return hasLeft(context, 'drop-table', table) || hasLeft(context, 'rename-table', table) || hasLeft(context, 'set-schema', table) || isSchemaFreed(table.schema, context);
}

function hasLeft(context: Context, kind: 'drop-table' | 'rename-table' | 'set-schema', table: QualifiedName): boolean {
  for (const { operation } of context.earlierOf(kind)) if (isSame(operation.table, table)) return true;
  return false;
}

function isTypeFreed(type: QualifiedName, context: Context): boolean {
  return (
    hasEarlier(context, 'drop-type', (drop) => isSame(drop.type, type)) ||
    hasEarlier(context, 'rename-type', (rename) => isSame(rename.type, type)) ||
    hasEarlier(context, 'set-schema', (move) => move.object === 'type' && isSame(move.table, type)) ||
    isSchemaFreed(type.schema, context)
  );
}

function isObjectFreed(made: OperationOf<'create-object'>, context: Context): boolean {
  if (made.on && isTableFreed(made.on, context)) return true;
  const routine = routines.has(made.object);
  const fits = (gone: OperationOf<'drop-object' | 'rename-object'>): boolean =>
    (gone.object === made.object || (routine && routines.has(gone.object))) && isSame(gone.name, made.name) && (made.on === undefined || gone.on === undefined || isSame(made.on, gone.on));
  const sameArguments = (gone: OperationOf<'drop-object'>): boolean => !gone.arguments || !made.arguments || gone.arguments.join() === made.arguments.join();
  return (
    hasEarlier(context, 'drop-object', (drop) => fits(drop) && sameArguments(drop)) ||
    hasEarlier(context, 'rename-object', fits) ||
    isSchemaFreed(made.name.schema, context)
  );
}

const routines = new Set(['function', 'procedure', 'routine', 'aggregate']);

function isIndexFreed(index: string, table: QualifiedName, context: Context): boolean {
  const name = { schema: table.schema, name: index };
  return (
    hasEarlier(context, 'drop-index', (drop) => isSame(drop.index, name)) ||
    hasEarlier(context, 'drop-constraint', (drop) => drop.constraint === index && isSame(drop.table, table)) ||
    hasLeft(context, 'rename-table', name)
  );
}

/** Whether the object that an operation makes was taken out of the way earlier in this script. */
export function isFreed(made: Operation, context: Context): boolean {
  switch (made.kind) {
    case 'create-table':
      return isTableFreed(made.table, context);
    case 'create-index':
      return isTableFreed(made.table, context) || (made.index !== undefined && isIndexFreed(made.index, made.table, context));
    case 'create-view':
      return isTableFreed(made.view, context) || hasEarlier(context, 'drop-view', (drop) => isSame(drop.view, made.view));
    case 'create-sequence':
      return isTableFreed(made.sequence, context) || hasEarlier(context, 'drop-sequence', (drop) => isSame(drop.sequence, made.sequence));
    case 'create-enum':
    case 'create-domain':
    case 'create-composite-type':
      return isTypeFreed(made.type, context);
    case 'create-schema':
      return hasEarlier(context, 'drop-schema', (drop) => drop.schema === made.schema) || hasEarlier(context, 'rename-schema', (rename) => rename.schema === made.schema);
    case 'create-object':
      return isObjectFreed(made, context);
    case 'add-column':
      return isTableFreed(made.table, context) || hasEarlier(context, 'drop-column', (drop) => drop.column === made.column.name && isSame(drop.table, made.table)) || hasEarlier(context, 'rename-column', (rename) => rename.column === made.column.name && isSame(rename.table, made.table));
    case 'add-constraint': {
      const { constraint: { name, type }, table } = made;
      if (isTableFreed(table, context)) return true;
      // A primary key is in the way of any other, whatever its name.
      return hasEarlier(context, 'drop-constraint', (drop) => isSame(drop.table, table) && (drop.constraint === name || type === 'primary key'));
    }
    case 'add-enum-value':
      return isTypeFreed(made.type, context);
    default:
      return false;
  }
}

