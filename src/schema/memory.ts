import type { Operation, QualifiedName, TypeName } from '../operations/operation.ts';
import { hasNoEffects } from '../postgres/plain-functions.ts';
import { key, partKey, type Gone } from './catalog.ts';
import type { Step } from './step.ts';

/**
 * Keeps what the catalog itself forgets: what became of names that are gone, which names are in doubt, and where something
 * happened that cannot be known. Called before the operation is applied.
 */
export function remember(step: Step, operation: Operation): void {
  if (step.guarded) {
    for (const name of namesOf(operation)) step.catalog.doubts.set(name, true);
  }
  switch (operation.kind) {
    case 'drop-table': keep(step, key(operation.table), 'dropped'); break;
    case 'drop-view': keep(step, key(operation.view), 'dropped'); break;
    case 'drop-sequence': keep(step, key(operation.sequence), 'dropped'); break;
    case 'drop-index': keep(step, key(operation.index), 'dropped'); break;
    case 'drop-type': keep(step, key(operation.type), 'dropped'); break;
    case 'drop-column': keep(step, partKey(operation.table, operation.column), 'dropped'); break;
    case 'drop-constraint': keep(step, constraintKey(operation.table, operation.constraint), 'dropped'); break;
    case 'drop-object':
      // A function's dependents are triggers, defaults, views and policies: nobody here knows which.
      if (operation.cascade && operation.on === undefined) step.unseen();
      if (operation.on) keep(step, partKey(operation.on, `${operation.object} ${operation.name.name}`), 'dropped'); break;
    case 'rename-table': keep(step, key(operation.table), 'renamed', operation.newName); break;
    case 'rename-type': keep(step, key(operation.type), 'renamed', operation.newName); break;
    case 'rename-column': keep(step, partKey(operation.table, operation.column), 'renamed', operation.newName); break;
    case 'rename-constraint': keep(step, constraintKey(operation.table, operation.constraint), 'renamed', operation.newName); break;
    case 'set-schema': keep(step, key(operation.table), 'moved', operation.newSchema); break;
    case 'dynamic-sql': step.unseen(); break;
    case 'do': if (!operation.read) step.unseen(); break;
    case 'select': if (!operation.functions.every(hasNoEffects)) step.unseen(); break;
    case 'other': if (isOpaque(operation.command)) step.unseen(); break;
    case 'create-table': if (operation.columns.some(({ type }) => isStrange(step, type))) step.catalog.beginsLate = true; break;
    case 'add-column': if (isStrange(step, operation.column.type)) step.catalog.beginsLate = true; break;
    case 'create-object': if (operation.object === 'extension' && !plainExtensions.has(operation.name.name)) step.catalog.beginsLate = true; break;
    default:
  }
}

/** Whether a column's type is one that the history never made. */
function isStrange({ catalog }: Step, type: TypeName): boolean {
  return type.schema !== 'pg_catalog' && type.schema !== '' && !catalog.type(type) && !catalog.isTaken(key(type)) && !catalog.gone.has(key(type));
}

/** Commands that may do anything to a schema, or to what names mean. */
function isOpaque(command: string): boolean {
  return command === 'call' || command === 'execute' || command === 'drop owned' || command === 'import foreign schema' || command === 'alter extension' || command === 'alter role' || command === 'alter database';
}

/** Extensions that make neither tables nor types but those that `src/postgres/extension-types.ts` knows. */
const plainExtensions: ReadonlySet<string> = new Set([
  'plpgsql', 'pgcrypto', 'uuid-ossp', 'citext', 'hstore', 'pg_trgm', 'btree_gin', 'btree_gist', 'unaccent', 'fuzzystrmatch', 'ltree', 'intarray', 'cube', 'earthdistance', 'vector', 'tablefunc',
]);

function constraintKey(table: QualifiedName, constraint: string): string {
  return partKey(table, `constraint ${constraint}`);
}

function keep(step: Step, at: string, how: Gone['how'], to?: string): void {
  step.catalog.gone.set(at, { moment: step.now, how, ...(to === undefined ? {} : { to }) });
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
