import type { OperationOf, QualifiedName, TypeName } from '../operations/operation.ts';
import { key, type Catalog, type Type } from './catalog.ts';
import { removeColumn } from './drops.ts';
import { copyColumn, putColumns, sameName } from './edits.ts';
import type { Step } from './step.ts';

/** Enters a new type; one of that name that is there already gives way unless the statement would pass over it. */
function createType(step: Step, type: Type): void {
  if (step.guarded && step.catalog.type(type.name)) return;
  step.catalog.types.set(key(type.name), type);
}

export function createEnum(step: Step, { type: name, values }: OperationOf<'create-enum'>): void {
  createType(step, { name, declared: step.now, kind: 'enum', values });
}

export function createDomain(step: Step, { type: name, base, notNull, default: value, checks }: OperationOf<'create-domain'>): void {
  const hasDefault = value !== undefined && value.kind !== 'null';
  createType(step, { name, declared: step.now, kind: 'domain', base, notNull, constrained: checks.length > 0, hasDefault, ...(hasDefault ? { default: value } : {}) });
}

export function createCompositeType(step: Step, { type: name, attributes }: OperationOf<'create-composite-type'>): void {
  createType(step, { name, declared: step.now, kind: 'composite', attributes });
}

export function addEnumValue(step: Step, { type: name, value, before, after }: OperationOf<'add-enum-value'>): void {
  changeEnum(step, name, (values) => {
    if (values.includes(value)) return values;
    const neighbour = before ?? after;
    const at = neighbour === undefined ? -1 : values.indexOf(neighbour);
    return at < 0 ? [...values, value] : values.toSpliced(before === undefined ? at + 1 : at, 0, value);
  });
}

export function renameEnumValue(step: Step, { type: name, value, newValue }: OperationOf<'rename-enum-value'>): void {
  changeEnum(step, name, (values) => values.map((each) => (each === value ? newValue : each)));
}

function changeEnum({ catalog }: Step, name: QualifiedName, change: (values: readonly string[]) => readonly string[]): void {
  const type = catalog.type(name);
  if (type?.kind === 'enum') catalog.types.set(key(name), { ...type, values: change(type.values) });
}

export function alterDomain({ catalog }: Step, { type: name, action }: OperationOf<'alter-domain'>): void {
  const type = catalog.type(name);
  if (type?.kind === 'domain') catalog.types.set(key(name), { ...type, ...domainChanges[action] });
}

/** What each ALTER DOMAIN makes certain. Another CHECK may remain when one is dropped. */
const domainChanges: Readonly<Record<OperationOf<'alter-domain'>['action'], Partial<Extract<Type, { readonly kind: 'domain' }>>>> = {
  'set-not-null': { notNull: true },
  'drop-not-null': { notNull: false },
  'add-check': { constrained: true },
  'drop-constraint': {},
  validate: {},
  'set-default': { hasDefault: true },
  'drop-default': { hasDefault: false },
};

/** DROP TYPE … CASCADE drops every column of that type; it costs a look at all of them. */
export function dropType({ catalog }: Step, { type: name, cascade }: OperationOf<'drop-type'>): void {
  catalog.types.delete(key(name));
  if (cascade) dropColumnsOfType(catalog, (type) => sameName(type, name));
}

export function dropColumnsOfType(catalog: Catalog, isMeant: (type: TypeName) => boolean): void {
  for (const table of catalog.tables.values()) {
    for (const column of table.columns.values()) {
      const current = catalog.table(table.name);
      if (current && column.type && isMeant(column.type)) removeColumn(catalog, current, column.name, true);
    }
  }
}

/** A type goes by another name or schema, and so do the columns of it, domains over it and attributes of it. */
export function renameType(catalog: Catalog, from: QualifiedName, to: QualifiedName): void {
  const type = catalog.type(from);
  if (!type) return;
  catalog.types.delete(key(from));
  catalog.types.set(key(to), { ...type, name: to });
  const renamed = (name: TypeName): TypeName => (sameName(name, from) ? { ...name, schema: to.schema, name: to.name } : name);
  for (const table of catalog.tables.values()) {
    const columns = table.columns.map((column) => (column.type && sameName(column.type, from) ? Object.assign(copyColumn(column), { type: renamed(column.type) }) : column));
    if (columns !== table.columns) putColumns(catalog, table, columns);
  }
  for (const other of catalog.types.values()) {
    if (other.kind === 'domain' && sameName(other.base, from)) catalog.types.set(key(other.name), { ...other, base: renamed(other.base) });
    if (other.kind === 'composite') {
      catalog.types.set(key(other.name), { ...other, attributes: other.attributes.map((attribute) => ({ ...attribute, type: renamed(attribute.type) })) });
    }
  }
}
