import type { Operation, OperationKind } from '../operations/operation.ts';
import type { LockMode } from './lock-modes.ts';

/** A lock mode that a newer version has changed: what holds now, and what held before a major version. */
export interface ModeByVersion {
  readonly mode: LockMode;
  readonly before?: { readonly version: number; readonly mode: LockMode };
}

/** What one form of ALTER TABLE takes on the table that it names. */
export interface AlterTableLock extends ModeByVersion {
  /** Partitions and inheritance children are locked in the same mode. */
  readonly descends?: true;
  /** The page of the manual that says so, or `measured` on servers 11 to 18. */
  readonly source: string;
}

/** The manual says: "An ACCESS EXCLUSIVE lock is acquired unless explicitly noted." */
const manual = 'https://www.postgresql.org/docs/current/sql-altertable.html';
const measured = 'measured';

const exclusive: AlterTableLock = { mode: 'ACCESS EXCLUSIVE', source: manual };
const exclusiveBelow: AlterTableLock = { ...exclusive, descends: true };
const shareUpdate: AlterTableLock = { mode: 'SHARE UPDATE EXCLUSIVE', source: manual };
const shareUpdateBelow: AlterTableLock = { ...shareUpdate, descends: true };
const trigger: AlterTableLock = { mode: 'SHARE ROW EXCLUSIVE', source: manual };

/** By the kind of operation. */
const byKind = {
  'add-column': exclusiveBelow,
  'drop-column': exclusiveBelow,
  'rename-column': exclusiveBelow,
  'alter-column-type': exclusiveBelow,
  'set-default': exclusiveBelow,
  'drop-default': exclusiveBelow,
  'set-not-null': exclusiveBelow,
  'drop-not-null': exclusiveBelow,
  'add-identity': exclusive,
  'drop-identity': exclusive,
  'set-expression': exclusiveBelow,
  'drop-expression': exclusiveBelow,
  'drop-constraint': exclusive,
  'rename-constraint': exclusiveBelow,
  'validate-constraint': shareUpdateBelow,
  'rename-table': exclusive,
  'set-schema': exclusive,
  'attach-partition': { mode: 'SHARE UPDATE EXCLUSIVE', before: { version: 12, mode: 'ACCESS EXCLUSIVE' }, source: manual },
  'detach-partition': exclusive,
  inherit: exclusive,
} as const satisfies Partial<Record<OperationKind, AlterTableLock>>;

/** By the words of an action that no operation of its own describes. */
const byAction = {
  'set statistics': shareUpdateBelow,
  'alter column set': shareUpdate,
  'alter column reset': shareUpdate,
  'set storage': exclusiveBelow,
  'set compression': exclusiveBelow,
  'alter constraint': exclusiveBelow,
  'alter column options': exclusive,
  'owner to': exclusive,
  'cluster on': shareUpdate,
  'set without cluster': shareUpdate,
  'set logged': exclusive,
  'set unlogged': exclusive,
  'set without oids': { ...exclusive, source: measured },
  'set access method': exclusive,
  'set tablespace': exclusive,
  set: shareUpdate,
  reset: shareUpdate,
  'enable trigger': trigger,
  'enable always trigger': trigger,
  'enable replica trigger': trigger,
  'disable trigger': trigger,
  'enable trigger all': trigger,
  'disable trigger all': trigger,
  'enable trigger user': trigger,
  'disable trigger user': trigger,
  'enable rule': exclusive,
  'enable always rule': exclusive,
  'enable replica rule': exclusive,
  'disable rule': exclusive,
  of: exclusive,
  'not of': exclusive,
  'replica identity': exclusive,
  'enable row level security': exclusive,
  'disable row level security': exclusive,
  'force row level security': exclusive,
  'no force row level security': exclusive,
  options: exclusive,
  'set identity': exclusive,
} as const satisfies Record<string, AlterTableLock>;

/** Storage parameters that nothing else may read while they change. */
const exclusiveParameters: ReadonlySet<string> = new Set(['user_catalog_table']);

/** By the type of constraint that is added. */
const byConstraint = {
  'primary key': exclusive,
  unique: exclusive,
  exclusion: exclusive,
  check: exclusive,
  'not null': exclusiveBelow,
  'foreign key': { mode: 'SHARE ROW EXCLUSIVE', source: manual },
} as const satisfies Record<string, AlterTableLock>;

/** All rows, each under the words by which {@link alterTableRow} finds it. */
export const alterTableLocks: Readonly<Record<string, AlterTableLock>> = {
  ...byKind,
  ...byAction,
  'set parameters of the catalog': { ...exclusive, source: measured },
  ...Object.fromEntries(Object.entries(byConstraint).map(([type, row]) => [`add ${type}`, row])),
};

/** The row of {@link alterTableLocks} that an operation falls under; undefined where none does. */
export function alterTableRow(operation: Operation): string | undefined {
  if (operation.kind === 'add-constraint') return `add ${operation.constraint.type}`;
  if (operation.kind !== 'alter-table') return operation.kind in byKind ? operation.kind : undefined;
  const { action, argument = '' } = operation;
  if ((action === 'set' || action === 'reset') && argument.split(', ').some((name) => exclusiveParameters.has(name))) return 'set parameters of the catalog';
  return action in byAction ? action : undefined;
}

/**
 * The mode that holds in a version.
 *
 * @param postgres - a major version; without one the newest
 */
export function modeIn({ mode, before }: ModeByVersion, postgres?: number): LockMode {
  return before && postgres !== undefined && postgres < before.version ? before.mode : mode;
}
