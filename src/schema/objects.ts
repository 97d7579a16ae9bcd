import { extensionTypes } from '../postgres/extension-types.ts';
import type { ObjectKind, OperationOf, QualifiedName, Routine } from '../operations/operation.ts';
import { key, objectKey, type CatalogObject, type Moment, type Table } from './catalog.ts';
import { copyTable, putTable } from './edits.ts';
import { noEntries } from './entries.ts';
import { dropColumnsOfType, renameType } from './types.ts';
import type { Step } from './step.ts';

/** Kinds that share one set of names, where a DROP may say ROUTINE. */
const routines: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['function', 'procedure', 'aggregate', 'routine']);

function kindOf(object: ObjectKind): string {
  return routines.has(object) ? 'routine' : object;
}

/** Where a table keeps what belongs to it alone. */
function listOf(object: ObjectKind): 'triggers' | 'policies' | undefined {
  if (object === 'trigger') return 'triggers';
  return object === 'policy' ? 'policies' : undefined;
}

/** @param firstSchema - where an extension puts its types that names no schema */
export function createObject(step: Step, operation: OperationOf<'create-object'>, firstSchema: string): void {
  const { catalog, now } = step;
  const { object, name, on } = operation;
  if (object === 'extension') addExtensionTypes(step, name.name, operation.schema ?? firstSchema);
  if (object === 'type') {
    if (!(step.guarded && catalog.type(name))) catalog.types.set(key(name), { name, declared: now, kind: 'other' });
    return;
  }
  const list = listOf(object);
  const table = on && catalog.table(on);
  if (list && table) {
    if (step.guarded && !operation.orReplace && table[list].has(name.name)) return;
    putList(step, table, list, table[list].with(name.name, { name: name.name, columns: operation.columns ?? [], declared: now }));
    return;
  }
  const at = objectKey(kindOf(object), name, on);
  const known = catalog.objects.get(at);
  if (known && operation.ifNotExists) return;
  catalog.objects.set(at, made(known, operation, step));
}

function made(known: CatalogObject | undefined, { name, arguments: types, routine }: OperationOf<'create-object'>, { now }: Step): CatalogObject {
  if (!types) return { name, declared: now };
  const overload = types.join(', ');
  const routines = routine ? (known?.routines ?? noEntries<Routine>()).with(overload, routine) : known?.routines;
  return { name, declared: known?.declared ?? now, overloads: (known?.overloads ?? noEntries<Moment>()).with(overload, now), ...(routines ? { routines } : {}) };
}

function addExtensionTypes({ catalog, now }: Step, extension: string, schema: string): void {
  for (const name of extensionTypes[extension] ?? []) {
    const type = { schema, name };
    if (!catalog.type(type)) catalog.types.set(key(type), { name: type, declared: now, kind: 'other' });
  }
}

function putList({ catalog }: Step, table: Table, list: 'triggers' | 'policies', entries: Table[typeof list]): void {
  const changed = copyTable(table);
  changed[list] = entries;
  putTable(catalog, changed);
}

export function dropObject(step: Step, operation: OperationOf<'drop-object'>): void {
  const { catalog } = step;
  const { object, name, on, arguments: types } = operation;
  if (object === 'extension') dropExtension(step, operation);
  if (object === 'type') catalog.types.delete(key(name));
  const list = listOf(object);
  const table = on && catalog.table(on);
  if (list && table) {
    putList(step, table, list, table[list].without(name.name));
    return;
  }
  const at = objectKey(kindOf(object), name, on);
  const known = catalog.objects.get(at);
  const rest = types && known?.overloads ? known.overloads.without(types.join(', ')) : undefined;
  if (known && rest && rest.size > 0) {
    const routines = types && known.routines?.without(types.join(', '));
    catalog.objects.set(at, { ...known, overloads: rest, ...(routines ? { routines } : {}) });
  }
  else catalog.objects.delete(at);
}

/** Its types go, and with CASCADE the columns of them. */
function dropExtension({ catalog }: Step, { name, cascade }: OperationOf<'drop-object'>): void {
  const names: readonly string[] = extensionTypes[name.name] ?? [];
  const types = catalog.types.values().filter((type) => type.kind === 'other' && names.includes(type.name.name));
  for (const type of types) {
    catalog.types.delete(key(type.name));
    if (cascade) dropColumnsOfType(catalog, (used) => key(used) === key(type.name));
  }
}

export function renameObject(step: Step, { object, name, on, newName }: OperationOf<'rename-object'>): void {
  const { catalog } = step;
  const to: QualifiedName = { schema: name.schema, name: newName };
  if (object === 'type') renameType(catalog, name, to);
  const list = listOf(object);
  const table = on && catalog.table(on);
  if (list && table) {
    putList(step, table, list, table[list].renamed(name.name, newName, (each) => ({ ...each, name: newName })));
    return;
  }
  const kind = kindOf(object);
  const known = catalog.objects.get(objectKey(kind, name, on));
  if (!known) return;
  catalog.objects.delete(objectKey(kind, name, on));
  catalog.objects.set(objectKey(kind, to, on), { ...known, name: to });
}
