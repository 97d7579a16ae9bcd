import type { Draft } from '../operations/draft.ts';
import type { ConstraintDefinition, OperationOf, QualifiedName } from '../operations/operation.ts';
import { joinColumnNames } from '../postgres/naming.ts';
import { alterable, childrenOf } from './alterable.ts';
import { keyFor, type Catalog, type Constraint, type Index, type Moment, type Table } from './catalog.ts';
import { removeConstraint, removeForeignKeysTo, removeIndex } from './drops.ts';
import { bareColumn, copyColumn, copyTable, countName, putColumns, putConstraint, putConstraints, putIndex, putKey, putTable } from './edits.ts';
import { constraintName, indexWords, relationName } from './names.ts';
import { inheritConstraint } from './partitions.ts';
import type { Step } from './step.ts';

const none: readonly never[] = [];

export function addConstraint(step: Step, operation: OperationOf<'add-constraint'>): void {
  const table = alterable(step, operation);
  if (!table) return;
  const { constraint } = operation;
  if (step.guarded && isThere(table, constraint)) return;
  defineConstraint(step, table, constraint, step.moment(constraint.mark));
}

/** Whether a guard would have kept the constraint from being added again: one of its name, or any primary key. */
function isThere(table: Table, { name, type }: ConstraintDefinition): boolean {
  return name === undefined ? type === 'primary key' && keyOf(table) !== undefined : table.constraints.has(name);
}

function keyOf({ constraints }: Table): Constraint | undefined {
  for (const constraint of constraints.values()) if (constraint.type === 'primary key') return constraint;
  return undefined;
}

/** What must be gone already for the constraint to be added: one of its name, or the primary key. */
function replacedBy(table: Table, { name, type }: ConstraintDefinition): Constraint | undefined {
  return (name === undefined ? undefined : table.constraints.get(name)) ?? (type === 'primary key' ? keyOf(table) : undefined);
}

/** Adds a constraint, its index and what it means for the columns; to the partitions and children too. */
export function defineConstraint(step: Step, table: Table, definition: ConstraintDefinition, declared: Moment): Table {
  const { catalog } = step;
  const replaced = replacedBy(table, definition);
  let current = replaced ? removeConstraint(catalog, table, replaced) : table;
  switch (definition.type) {
    case 'primary key':
    case 'unique':
      current = definition.usingIndex === undefined ? addKey(catalog, current, definition, declared) : addKeyUsingIndex(catalog, current, definition, definition.usingIndex, declared);
      break;
    case 'exclusion':
      current = addExclusion(catalog, current, definition, declared);
      break;
    case 'check':
      current = addCheck(catalog, current, definition, declared);
      break;
    case 'foreign key':
      current = addForeignKey(catalog, current, definition, declared);
      break;
    case 'not null':
      current = addNotNull(catalog, current, definition, declared);
      break;
  }
  if (definition.type !== 'check' || !definition.noInherit) passOn(step, current, declared);
  return current;
}

/** The constraint that was added last reaches the children. */
function passOn(step: Step, table: Table, declared: Moment): void {
  const children = childrenOf(step, table);
  if (!children) return;
  for (const child of children) {
    const added = table.constraints.values().at(-1);
    if (added) inheritConstraint(step.catalog, table, child, added, declared);
  }
}

type Key = ConstraintDefinition & { readonly type: 'primary key' | 'unique' };

function addKey(catalog: Catalog, table: Table, definition: Key, declared: Moment): Table {
  const { type, columns, include } = definition;
  const words = type === 'primary key' ? undefined : indexWords([...columns, ...include]);
  const name = definition.name ?? relationName(catalog, table, words, type === 'primary key' ? 'pkey' : 'key');
  const index: Index = {
    name,
    columns,
    reads: include.length > 0 ? [...columns, ...include] : columns,
    unique: true,
    partial: false,
    method: 'btree',
    valid: true,
    constraint: name,
    labels: include.length > 0 ? [...columns, ...include] : columns,
    expressions: none,
    partitionOf: undefined,
    declared,
  };
  const keyed = type === 'primary key' ? notNull(table, columns, declared) : table.columns;
  return putKey(catalog, table, constraintOf(definition, name, columns, declared), index, keyed);
}

/** The index takes the constraint's name, and the constraint the index's columns. */
function addKeyUsingIndex(catalog: Catalog, table: Table, definition: Key, written: string, declared: Moment): Table {
  const name = definition.name ?? written;
  const used = table.indexes.get(written);
  const columns = (used?.columns ?? none).filter((column) => column !== undefined);
  let current = table;
  if (used) {
    current = removeIndex(catalog, table, used);
    current = putIndex(catalog, current, { ...used, name, constraint: name });
  }
  current = putConstraint(catalog, current, constraintOf(definition, name, columns, declared));
  return definition.type === 'primary key' ? withNotNull(catalog, current, columns, declared) : current;
}

/** Makes columns NOT NULL. */
function withNotNull(catalog: Catalog, table: Table, names: readonly string[], declared: Moment): Table {
  const columns = notNull(table, names, declared);
  return columns === table.columns ? table : putColumns(catalog, table, columns);
}

/** The columns of a table, some of them NOT NULL from now on; of a partial table they are known from now on, too. */
function notNull(table: Table, columns: readonly string[], declared: Moment): Table['columns'] {
  let changed = table.columns;
  for (const name of columns) {
    const column = table.columns.get(name) ?? (table.partial ? bareColumn(name, undefined, declared, declared) : undefined);
    if (!column || column.notNull) continue;
    const filled = copyColumn(column);
    filled.notNull = true;
    filled.notNullSince = declared;
    changed = changed.with(name, filled);
  }
  return changed;
}

function addExclusion(catalog: Catalog, table: Table, definition: ConstraintDefinition & { readonly type: 'exclusion' }, declared: Moment): Table {
  const { columns, where } = definition;
  const name = definition.name ?? relationName(catalog, table, indexWords(columns.length > 0 ? columns : ['expr']), 'excl');
  const reads = where ? [...columns, ...where.columns.map(({ column }) => column)] : columns;
  const index: Index = {
    name, columns, reads, unique: false, partial: where !== undefined, method: 'gist', valid: true, constraint: name, labels: columns, expressions: none, partitionOf: undefined, declared,
  };
  return putKey(catalog, table, constraintOf(definition, name, columns, declared), index);
}

/** A CHECK is named after its column if it reads exactly one. */
function addCheck(catalog: Catalog, table: Table, definition: ConstraintDefinition & { readonly type: 'check' }, declared: Moment): Table {
  const { expression, notValid, enforced } = definition;
  const columns = [...new Set(expression.columns.map(({ column }) => column))];
  const name = definition.name ?? constraintName(catalog, table, columns.length === 1 ? columns[0] : undefined, 'check');
  const constraint = constraintOf(definition, name, columns, declared);
  constraint.validated = !notValid && enforced;
  constraint.provesNotNull = expression.provesNotNull;
  return putConstraint(catalog, table, constraint);
}

function addForeignKey(catalog: Catalog, table: Table, definition: ConstraintDefinition & { readonly type: 'foreign key' }, declared: Moment): Table {
  const { columns, references, referencedColumns, onDelete, onUpdate, notValid, enforced } = definition;
  const name = definition.name ?? constraintName(catalog, table, joinColumnNames(columns), 'fkey');
  const referenced = referencedColumns.length > 0 ? referencedColumns : primaryKeyOf(catalog, references);
  const index = keyIndexOf(catalog.table(references), referenced);
  const constraint = constraintOf(definition, name, columns, declared);
  constraint.validated = !notValid && enforced;
  constraint.references = { table: references, columns: referenced, onDelete, onUpdate, index: index?.name };
  return putConstraint(catalog, table, constraint);
}

/** The unique index over those columns that a foreign key to them rests on: the oldest (transformFkeyCheckAttrs). */
function keyIndexOf(table: Table | undefined, columns: readonly string[]): Index | undefined {
  for (const index of table?.indexes.values() ?? none) {
    if (index.unique && !index.partial && index.columns.length === columns.length && columns.every((column) => index.columns.includes(column))) return index;
  }
  return undefined;
}

function primaryKeyOf(catalog: Catalog, name: QualifiedName): readonly string[] {
  const table = catalog.table(name);
  return (table && keyOf(table)?.columns) ?? none;
}

function addNotNull(catalog: Catalog, table: Table, definition: ConstraintDefinition & { readonly type: 'not null' }, declared: Moment): Table {
  const { columns, notValid } = definition;
  const name = definition.name ?? constraintName(catalog, table, columns[0], 'not_null');
  const constraint = constraintOf(definition, name, columns, declared);
  constraint.provesNotNull = columns;
  const named = putConstraint(catalog, table, constraint);
  return notValid ? named : withNotNull(catalog, named, columns, declared);
}

function constraintOf(definition: ConstraintDefinition, name: string, columns: readonly string[], declared: Moment): Draft<Constraint> {
  return { name, type: definition.type, columns, validated: !definition.notValid, provesNotNull: none, deferrable: definition.deferrable, initiallyDeferred: definition.initiallyDeferred, references: undefined, parent: undefined, declared };
}

export function validateConstraint(step: Step, operation: OperationOf<'validate-constraint'>): void {
  validate(step, step.catalog.table(operation.table), operation.constraint);
}

function validate(step: Step, table: Table | undefined, name: string): void {
  const constraint = table?.constraints.get(name);
  if (!table || !constraint) return;
  const validated = putConstraints(step.catalog, table, table.constraints.with(name, { ...constraint, validated: true }));
  if (constraint.type === 'not null') withNotNull(step.catalog, validated, constraint.columns, step.now);
  for (const child of childrenOf(step, table) ?? none) {
    for (const own of child.constraints.values()) if (own.parent === name) validate(step, child, own.name);
  }
}

/** Without CASCADE no foreign key can have depended on it: it stands on another key over the same columns. */
export function dropConstraint(step: Step, { table: name, constraint: written, cascade }: OperationOf<'drop-constraint'>): void {
  const table = step.catalog.table(name);
  if (!table) return;
  const constraint = table.constraints.get(written);
  if (!constraint) {
    dropUnnamedNotNull(step.catalog, table, written);
    return;
  }
  removeConstraint(step.catalog, table, constraint);
  if (!cascade || (constraint.type !== 'primary key' && constraint.type !== 'unique')) return;
  const others = table.constraints.values().filter((other) => other !== constraint && isKeyOver(other, constraint.columns));
  if (others.length === 0) removeForeignKeysTo(step.catalog, name, ({ references }) => references !== undefined && isKeyOver(constraint, references.columns));
}

function isKeyOver({ type, columns }: Constraint, wanted: readonly string[]): boolean {
  return (type === 'primary key' || type === 'unique') && columns.length === wanted.length && columns.every((column) => wanted.includes(column));
}

/** PostgreSQL 18 has a constraint for every NOT NULL, under a name that it chose itself. */
function dropUnnamedNotNull(catalog: Catalog, table: Table, written: string): void {
  if (!written.endsWith('_not_null')) return;
  const columns = table.columns.map((column) => (column.notNull && written === `${table.name.name}_${column.name}_not_null` ? Object.assign(copyColumn(column), { notNull: false }) : column));
  if (columns !== table.columns) putColumns(catalog, table, columns);
}

export function renameConstraint(step: Step, { table: name, constraint, newName }: OperationOf<'rename-constraint'>): void {
  const table = step.catalog.table(name);
  if (table) renameConstraintOf(step, table, constraint, newName);
}

/** The index of a constraint has the constraint's name, whichever of the two is renamed. */
export function renameConstraintOf(step: Step, table: Table, from: string, to: string): void {
  const { catalog } = step;
  if (!table.constraints.has(from) || table.constraints.has(to)) return;
  const { schema } = table.name;
  countName(catalog, schema, from, -1);
  countName(catalog, schema, to, 1);
  const constraints = table.constraints.renamed(from, to, (constraint) => ({ ...constraint, name: to }));
  const index = table.indexes.get(from);
  let { indexes } = table;
  if (index?.constraint === from) {
    indexes = indexes.renamed(from, to, (each) => ({ ...each, name: to, constraint: to }));
    catalog.indexes.delete(keyFor(schema, from));
    catalog.indexes.set(keyFor(schema, to), table.name);
  }
  putTable(catalog, Object.assign(copyTable(table), { constraints, indexes }));
  for (const child of childrenOf(step, table) ?? none) {
    for (const own of child.constraints.values()) if (own.parent === from) renameInherited(step, child, own, to);
  }
}

/** A CHECK keeps one name in all children; keys and foreign keys of partitions have names of their own. */
function renameInherited(step: Step, child: Table, own: Constraint, to: string): void {
  if (own.type === 'check' && own.name !== to) renameConstraintOf(step, child, own.name, to);
  const name = own.type === 'check' ? to : own.name;
  const current = step.catalog.table(child.name);
  const constraint = current?.constraints.get(name);
  if (!current || !constraint) return;
  const linked: Draft<Constraint> = { ...constraint, parent: to };
  putConstraints(step.catalog, current, current.constraints.with(name, linked));
}
