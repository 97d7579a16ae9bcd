import type { Operation, OperationKind, OperationOf, QualifiedName, TypeName } from '../operations/operation.ts';
import { hasNoEffects } from '../postgres/plain-functions.ts';
import { key, partKey, type Gone } from './catalog.ts';
import type { Step } from './step.ts';

/** What each kind of operation leaves to remember. */
const memories: { readonly [K in OperationKind]?: (step: Step, operation: OperationOf<K>) => void } = {
  'drop-table': (step, { table }) => { keep(step, key(table), 'dropped'); },
  'drop-view': (step, { view }) => { keep(step, key(view), 'dropped'); },
  'drop-sequence': (step, { sequence }) => { keep(step, key(sequence), 'dropped'); },
  'drop-index': (step, { index }) => { keep(step, key(index), 'dropped'); },
  'drop-type': (step, { type }) => { keep(step, key(type), 'dropped'); },
  'drop-column': (step, { table, column }) => { keep(step, partKey(table, column), 'dropped'); },
  'drop-constraint': (step, { table, constraint }) => { keep(step, constraintKey(table, constraint), 'dropped'); },
  'drop-object': (step, { object, name, on, cascade }) => {
    // A function's dependents are triggers, defaults, views and policies: nobody here knows which.
    if (cascade && on === undefined) step.unseen();
    if (on) keep(step, partKey(on, `${object} ${name.name}`), 'dropped');
  },
  'rename-table': (step, { table, newName }) => { keep(step, key(table), 'renamed', newName); },
  'rename-type': (step, { type, newName }) => { keep(step, key(type), 'renamed', newName); },
  'rename-column': (step, { table, column, newName }) => { keep(step, partKey(table, column), 'renamed', newName); },
  'rename-constraint': (step, { table, constraint, newName }) => { keep(step, constraintKey(table, constraint), 'renamed', newName); },
  'set-schema': (step, { table, newSchema }) => { keep(step, key(table), 'moved', newSchema); },
  'dynamic-sql': (step) => { step.unseen(); },
  do: (step, { read }) => { if (!read) step.unseen(); },
  select: (step, { functions }) => { if (!functions.every(hasNoEffects)) step.unseen(); },
  other: (step, { command }) => { if (opaque.has(command)) step.unseen(); },
  'create-table': (step, { columns }) => { if (columns.some(({ type }) => isStrange(step, type))) step.catalog.beginsLate = true; },
  'add-column': (step, { column }) => { if (isStrange(step, column.type)) step.catalog.beginsLate = true; },
  'create-object': (step, { object, name }) => { if (object === 'extension' && !plainExtensions.has(name.name)) step.catalog.beginsLate = true; },
};

/**
 * Keeps what the catalog itself forgets: what became of names that are gone, which names are in doubt, and where something
 * happened that cannot be known. Called before the operation is applied.
 */
export function remember(step: Step, operation: Operation): void {
  if (step.guarded) {
    for (const name of namesOf(operation)) step.catalog.doubts.set(name, true);
  }
  (memories[operation.kind] as ((step: Step, operation: Operation) => void) | undefined)?.(step, operation);
}

/** Whether a column's type is one that the history never made. */
function isStrange({ catalog }: Step, type: TypeName): boolean {
  return type.schema !== 'pg_catalog' && type.schema !== '' && !catalog.type(type) && !catalog.isTaken(key(type)) && !catalog.gone.has(key(type));
}

/** Commands that may do anything to a schema, or to what names mean. */
const opaque: ReadonlySet<string> = new Set(['call', 'execute', 'drop owned', 'import foreign schema', 'alter extension', 'alter role', 'alter database']);

/** Extensions that make neither tables nor types but those that `src/postgres/extension-types.ts` knows. */
const plainExtensions: ReadonlySet<string> = new Set([
  'plpgsql', 'pgcrypto', 'uuid-ossp', 'citext', 'hstore', 'pg_trgm', 'btree_gin', 'btree_gist', 'unaccent', 'fuzzystrmatch', 'ltree', 'intarray', 'cube', 'earthdistance', 'vector', 'tablefunc',
]);

function constraintKey(table: QualifiedName, constraint: string): string {
  return partKey(table, `constraint ${constraint}`);
}

function keep(step: Step, at: string, how: Gone['how'], to?: string): void {
  step.catalog.gone.set(at, { moment: step.now, how, to });
}

/** The names that an operation makes or takes away. */
function namesOf(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'create-table':
    case 'drop-table':
      return [key(operation.table)];
    case 'rename-table':
      return [key(operation.table), key({ schema: operation.table.schema, name: operation.newName })];
    case 'set-schema':
      return [key(operation.table), key({ schema: operation.newSchema, name: operation.table.name })];
    case 'attach-partition':
    case 'detach-partition':
      return [key(operation.table), key(operation.partition)];
    case 'inherit':
      return [key(operation.table)];
    case 'add-column':
      return [partKey(operation.table, operation.column.name), ...operation.column.constraints.map(({ name }) => (name === undefined ? key(operation.table) : constraintKey(operation.table, name)))];
    case 'drop-column':
      return operation.cascade ? [key(operation.table)] : [partKey(operation.table, operation.column)];
    case 'rename-column':
      return [partKey(operation.table, operation.column), partKey(operation.table, operation.newName)];
    case 'alter-column-type':
    case 'set-default':
    case 'drop-default':
    case 'set-not-null':
    case 'drop-not-null':
    case 'add-identity':
    case 'drop-identity':
    case 'set-expression':
    case 'drop-expression':
      return [partKey(operation.table, operation.column)];
    case 'add-constraint': {
      const { table, constraint: { name } } = operation;
      return name === undefined ? [key(table)] : [constraintKey(table, name), key({ schema: table.schema, name })];
    }
    case 'drop-constraint':
      return [constraintKey(operation.table, operation.constraint), key({ schema: operation.table.schema, name: operation.constraint })];
    case 'rename-constraint': {
      const { table, constraint, newName } = operation;
      return [constraint, newName].flatMap((name) => [constraintKey(table, name), key({ schema: table.schema, name })]);
    }
    case 'create-index':
      return [operation.index === undefined ? key(operation.table) : key({ schema: operation.table.schema, name: operation.index })];
    case 'drop-index':
      return [key(operation.index)];
    case 'create-enum':
    case 'add-enum-value':
    case 'rename-enum-value':
    case 'create-domain':
    case 'alter-domain':
    case 'create-composite-type':
    case 'drop-type':
      return [key(operation.type)];
    case 'rename-type':
      return [key(operation.type), key({ schema: operation.type.schema, name: operation.newName })];
    case 'create-view':
    case 'drop-view':
      return [key(operation.view)];
    case 'create-sequence':
    case 'drop-sequence':
      return [key(operation.sequence)];
    case 'create-schema':
    case 'drop-schema':
    case 'rename-schema':
      return [operation.schema];
    case 'create-object':
    case 'drop-object':
    case 'rename-object': {
      const { object, name, on } = operation;
      const renamed = 'newName' in operation ? [operation.newName] : [];
      return [name.name, ...renamed].map((each) => (on ? partKey(on, `${object} ${each}`) : key({ schema: name.schema, name: each })));
    }
    default:
      return [];
  }
}
