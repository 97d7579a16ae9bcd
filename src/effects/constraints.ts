import type { ConstraintDefinition, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { LockMode } from '../postgres/lock-modes.ts';
import { key, type Constraint, type Table } from '../schema/catalog.ts';
import { lockAltered } from './alter-table.ts';
import type { Collected } from './collected.ts';

type ForeignKey = ConstraintDefinition & { readonly type: 'foreign key' };
type Key = ConstraintDefinition & { readonly type: 'primary key' | 'unique' };

/** A table, and whether ONLY it is meant. */
interface Altered {
  readonly table: QualifiedName;
  readonly only?: boolean;
}

export const constraintEffects = {
  'add-constraint': addConstraint,
  'validate-constraint': validate,
  'drop-constraint': dropConstraint,
  'rename-constraint': (operation: OperationOf<'rename-constraint'>, collected: Collected): void => {
    if (!lockAltered(operation, collected)) return;
    const { table, constraint } = operation;
    const index = { schema: table.schema, name: constraint };
    if (collected.before.table(table)?.indexes.has(constraint)) collected.lock(index, collected.mode(renamedIndex), 'index');
  },
};

/** Renaming an index asks for less since version 12. Source: release notes of PostgreSQL 12; measured. */
export const renamedIndex = { mode: 'SHARE UPDATE EXCLUSIVE', before: { version: 12, mode: 'ACCESS EXCLUSIVE' } } as const;

function addConstraint(operation: OperationOf<'add-constraint'>, collected: Collected): void {
  if (!lockAltered(operation, collected)) return;
  const { table, constraint, only } = operation;
  const isChecked = !constraint.notValid && (!('enforced' in constraint) || constraint.enforced);
  // Since 18 all that is below is locked, whatever the constraint does there. Source: measured.
  if (!only && collected.isSince(18)) collected.lockBelow(table, constraint.type === 'foreign key' ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE');
  switch (constraint.type) {
    case 'foreign key':
      if (!only) collected.lockBelow(table, 'SHARE ROW EXCLUSIVE', 'partitions');
      addForeignKey(operation, constraint, collected, isChecked);
      break;
    case 'check':
      addCheck(operation, constraint.noInherit || only === true, isChecked, collected);
      break;
    case 'not null':
      if (isChecked) for (const column of constraint.columns) proveNotNull(operation, column, collected);
      break;
    case 'primary key':
    case 'unique':
      addKey(operation, constraint, collected);
      break;
    case 'exclusion':
      buildAll(operation, collected);
      break;
  }
}

function addCheck({ table }: Altered, isOwn: boolean, isChecked: boolean, collected: Collected): void {
  if (isChecked) collected.scan(table, 'check');
  if (isOwn) return;
  collected.lockBelow(table, 'ACCESS EXCLUSIVE');
  if (isChecked) for (const { name } of collected.below(table)) collected.scan(name, 'check');
}

/** A table is read for nulls unless the column is NOT NULL already or, from 12 on, a valid CHECK says so. */
export function proveNotNull({ table, only }: Altered, column: string, collected: Collected): void {
  const own = collected.before.table(table);
  if (!own) collected.scan(table, 'not null');
  for (const { name, columns, constraints } of only ? (own ? [own] : []) : collected.family(table)) {
    if (columns.get(column)?.notNull) continue;
    const isProven = Array.from(constraints.values()).some(({ type, validated, provesNotNull }) => type === 'check' && validated && provesNotNull.includes(column));
    if (!isProven || collected.isBefore(12)) collected.scan(name, 'not null');
  }
}

/** Both sides are locked in the same mode, and read where rows are checked. */
export function addForeignKey({ table, only }: Altered, { references }: ForeignKey, collected: Collected, isChecked: boolean): void {
  lockReferenced(references, 'SHARE ROW EXCLUSIVE', collected);
  if (!isChecked) return;
  collected.scan(table, 'foreign key');
  if (!only) for (const { name } of collected.partitions(table)) collected.scan(name, 'foreign key');
  scanReferenced(references, collected);
}

/** Since 12 a foreign key may refer to a partitioned table: its partitions are locked too. */
export function lockReferenced(references: QualifiedName, mode: LockMode, collected: Collected): void {
  collected.lock(references, mode, 'referenced');
  collected.lockBelow(references, mode, 'partitions');
}

function scanReferenced(references: QualifiedName, collected: Collected): void {
  collected.scan(references, 'foreign key');
  for (const { name } of collected.partitions(references)) collected.scan(name, 'foreign key');
}

/** An index on the table, and on each partition. Those are locked as CREATE INDEX locks them, until 17. */
function buildAll({ table, only }: Altered, collected: Collected): void {
  collected.build(table);
  if (only) return;
  collected.lockBelow(table, 'SHARE', 'partitions');
  for (const { name } of collected.partitions(table)) collected.build(name);
}

function addKey(altered: Altered, { type, usingIndex, columns, name }: Key, collected: Collected): void {
  const { table } = altered;
  if (usingIndex === undefined) {
    buildAll(altered, collected);
    if (type === 'primary key') for (const column of columns) proveNotNull(altered, column, collected);
    return;
  }
  // The index takes the constraint's name.
  if (name !== undefined && name !== usingIndex) collected.lock({ schema: table.schema, name: usingIndex }, collected.mode(renamedIndex), 'index');
  if (type !== 'primary key') return;
  for (const column of collected.before.table(table)?.indexes.get(usingIndex)?.columns ?? []) {
    if (column !== undefined) proveNotNull(altered, column, collected);
  }
}

function validate(operation: OperationOf<'validate-constraint'>, collected: Collected): void {
  if (!lockAltered(operation, collected)) return;
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
  lockReferenced(constraint.references.table, 'ROW SHARE', collected);
  scanReferenced(constraint.references.table, collected);
}

function dropConstraint(operation: OperationOf<'drop-constraint'>, collected: Collected): void {
  if (!lockAltered(operation, collected)) return;
  const { table, constraint: name, cascade, only } = operation;
  const known = collected.before.table(table);
  const constraint = known?.constraints.get(name);
  if (!known || !constraint) {
    if (!known || known.partial) collected.depends('The history does not show the constraint: a foreign key locks the table that it references too.');
    return;
  }
  const isInherited = constraint.type === 'check' || constraint.type === 'not null';
  if (!only) collected.lockBelow(table, 'ACCESS EXCLUSIVE', isInherited ? undefined : 'partitions');
  dropConstraintEffects(known, constraint, cascade, collected);
}

/** The other table of a foreign key, and the index of a key, go through the same as the table. */
export function dropConstraintEffects(table: Table, { name, references, columns, type }: Constraint, cascade: boolean, collected: Collected): void {
  if (references) lockReferenced(references.table, 'ACCESS EXCLUSIVE', collected);
  if (table.indexes.has(name)) {
    const index = { schema: table.name.schema, name };
    collected.lock(index, 'ACCESS EXCLUSIVE', 'index');
    lockParts(index, table.name, 'ACCESS EXCLUSIVE', collected);
  }
  if (!cascade || (type !== 'primary key' && type !== 'unique')) return;
  for (const referring of referrersOf(table.name, collected)) {
    const falls = Array.from(referring.constraints.values()).some((own) => own.references !== undefined && key(own.references.table) === key(table.name) && own.references.columns.every((column) => columns.includes(column)));
    if (falls) collected.lock(referring.name, 'ACCESS EXCLUSIVE', 'referencing');
  }
}

/** The parts that partitions have of a partitioned table's index. */
export function lockParts(index: QualifiedName, table: QualifiedName, mode: LockMode, collected: Collected): void {
  const wholes = new Set([key(index)]);
  for (const { name: partition, indexes } of collected.partitions(table)) {
    for (const { name, partitionOf } of indexes.values()) {
      if (!partitionOf || !wholes.has(key(partitionOf))) continue;
      const part = { schema: partition.schema, name };
      wholes.add(key(part));
      collected.lock(part, mode, 'index');
    }
  }
}

/** The tables with a foreign key to this one. */
export function* referrersOf(table: QualifiedName, { before }: Collected): Generator<Table> {
  for (const at of before.referrers.get(key(table)) ?? []) {
    const referring = before.tables.get(at);
    if (referring) yield referring;
  }
}
