import type { ConstraintDefinition, OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, type Constraint, type Table } from '../schema/catalog.ts';
import { lockAltered } from './alter-table.ts';
import type { Collected } from './collected.ts';

type ForeignKey = ConstraintDefinition & { readonly type: 'foreign key' };
type Key = ConstraintDefinition & { readonly type: 'primary key' | 'unique' };

export const constraintEffects = {
  'add-constraint': addConstraint,
  'validate-constraint': validate,
  'drop-constraint': dropConstraint,
  'rename-constraint': (operation: OperationOf<'rename-constraint'>, collected: Collected): void => {
    lockAltered(operation, collected);
    const { table, constraint } = operation;
    const index = { schema: table.schema, name: constraint };
    if (collected.before.table(table)?.indexes.has(constraint)) collected.lock(index, collected.mode(renamedIndex), 'index');
  },
};

/** Renaming an index asks for less since version 12. Source: release notes of PostgreSQL 12; measured. */
export const renamedIndex = { mode: 'SHARE UPDATE EXCLUSIVE', before: { version: 12, mode: 'ACCESS EXCLUSIVE' } } as const;

function addConstraint(operation: OperationOf<'add-constraint'>, collected: Collected): void {
  const { table, constraint } = operation;
  if (constraint.type === 'check' && constraint.noInherit) collected.lock(table, 'ACCESS EXCLUSIVE', 'target');
  else lockAltered(operation, collected);
  switch (constraint.type) {
    case 'foreign key':
      addForeignKey(table, constraint, collected, !constraint.notValid && constraint.enforced);
      break;
    case 'check':
      if (!constraint.notValid && constraint.enforced) scanAll(table, constraint.noInherit, 'check', collected);
      break;
    case 'not null':
      if (!constraint.notValid) for (const column of constraint.columns) proveNotNull(table, column, collected);
      break;
    case 'primary key':
    case 'unique':
      addKey(table, constraint, collected);
      break;
    case 'exclusion':
      collected.build(table);
      break;
  }
}

function scanAll(table: QualifiedName, own: boolean, reason: 'check', collected: Collected): void {
  collected.scan(table, reason);
  if (!own) for (const { name } of collected.below(table)) collected.scan(name, reason);
}

/** A table is read for nulls unless the column is NOT NULL already or, from 12 on, a valid CHECK says so. */
export function proveNotNull(table: QualifiedName, column: string, collected: Collected): void {
  const tables = [...collected.family(table)];
  if (tables.length === 0) collected.scan(table, 'not null');
  for (const { name, columns, constraints } of tables) {
    if (columns.get(column)?.notNull) continue;
    const isProven = Array.from(constraints.values()).some(({ type, validated, provesNotNull }) => type === 'check' && validated && provesNotNull.includes(column));
    if (!isProven || collected.isBefore(12)) collected.scan(name, 'not null');
  }
}

/** Both sides are locked in the same mode. */
export function addForeignKey(table: QualifiedName, { references }: ForeignKey, collected: Collected, checked: boolean): void {
  collected.lock(references, 'SHARE ROW EXCLUSIVE', 'referenced');
  if (!checked) return;
  collected.scan(table, 'foreign key');
  for (const { name } of collected.below(table)) collected.scan(name, 'foreign key');
  collected.scan(references, 'foreign key');
}

function addKey(table: QualifiedName, { type, usingIndex, columns }: Key, collected: Collected): void {
  const known = collected.before.table(table);
  let keys = columns;
  if (usingIndex === undefined) {
    collected.build(table);
    for (const partition of collected.below(table)) {
      if (!partition.partitionOf) continue;
      // Until 17 the partitions were locked as CREATE INDEX locks them.
      collected.lock(partition.name, collected.isSince(18) ? 'ACCESS EXCLUSIVE' : 'SHARE', 'partition');
      collected.build(partition.name);
    }
  } else {
    collected.lock({ schema: table.schema, name: usingIndex }, collected.mode(renamedIndex), 'index');
    keys = (known?.indexes.get(usingIndex)?.columns ?? []).filter((column) => column !== undefined);
  }
  if (type === 'primary key') for (const column of keys) proveNotNull(table, column, collected);
}

function validate(operation: OperationOf<'validate-constraint'>, collected: Collected): void {
  lockAltered(operation, collected);
  const { table, constraint: name } = operation;
  const constraint = collected.before.table(table)?.constraints.get(name);
  if (constraint?.validated) return;
  const reason = constraint?.type === 'foreign key' || constraint?.type === 'not null' ? constraint.type : 'check';
  collected.scan(table, reason);
  for (const child of collected.below(table)) collected.scan(child.name, reason);
  if (!constraint) {
    collected.depends('The history does not show the constraint: one that is valid already is not checked again, and a foreign key locks the table that it references too.');
    return;
  }
  if (!constraint.references) return;
  collected.lock(constraint.references.table, 'ROW SHARE', 'referenced');
  collected.scan(constraint.references.table, 'foreign key');
}

function dropConstraint(operation: OperationOf<'drop-constraint'>, collected: Collected): void {
  lockAltered(operation, collected);
  const { table, constraint: name, cascade } = operation;
  const known = collected.before.table(table);
  const constraint = known?.constraints.get(name);
  if (known && constraint) dropConstraintEffects(known, constraint, cascade, collected);
  else if (!known || known.partial) collected.depends('The history does not show the constraint: a foreign key locks the table that it references too.');
}

/** The other table of a foreign key, and the index of a key, go through the same as the table. */
export function dropConstraintEffects(table: Table, { name, references, columns, type }: Constraint, cascade: boolean, collected: Collected): void {
  if (references) collected.lock(references.table, 'ACCESS EXCLUSIVE', 'referenced');
  if (table.indexes.has(name)) collected.lock({ schema: table.name.schema, name }, 'ACCESS EXCLUSIVE', 'index');
  if (!cascade || (type !== 'primary key' && type !== 'unique')) return;
  for (const referring of referrersOf(table.name, collected)) {
    const drops = Array.from(referring.constraints.values()).some((own) => own.references !== undefined && key(own.references.table) === key(table.name) && own.references.columns.every((column) => columns.includes(column)));
    if (drops) collected.lock(referring.name, 'ACCESS EXCLUSIVE', 'referencing');
  }
}

/** The tables with a foreign key to this one. */
export function* referrersOf(table: QualifiedName, { before }: Collected): Generator<Table> {
  for (const at of before.referrers.get(key(table)) ?? []) {
    const referring = before.tables.get(at);
    if (referring) yield referring;
  }
}
