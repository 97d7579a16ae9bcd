import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';

/**
 * A command that answers 25001 (`cannot run inside a transaction block`) inside BEGIN … COMMIT, in a message of
 * several statements and in a DO block.
 */
export interface Restriction {
  /** PostgreSQL's word for the command, as in its error message. */
  readonly command: string;
  /** One of the CONCURRENTLY family. */
  readonly concurrently: boolean;
  /** First and last major that answers so; absent: all from 10 to 18. */
  readonly since?: number;
  readonly until?: number;
  /** Only where the relation is partitioned. */
  readonly partitioned?: QualifiedName;
}

type Rows = { readonly [K in OperationKind]?: (operation: OperationOf<K>) => Restriction | undefined };

function restricted(command: string, more: Partial<Restriction> = {}): Restriction {
  return { command, concurrently: false, ...more };
}

function concurrent(command: string, more: Partial<Restriction> = {}): Restriction {
  return { command, concurrently: true, ...more };
}

/**
 * By the tag of a command that is no operation of its own.
 *
 * @see https://www.postgresql.org/docs/current/sql-vacuum.html and the page of each other command
 */
const others: Readonly<Record<string, (operation: OperationOf<'other'>) => Restriction | undefined>> = {
  vacuum: () => restricted('VACUUM'),
  reindex,
  cluster: ({ table }) => (table ? restricted('CLUSTER', { since: 15, partitioned: table }) : restricted('CLUSTER')),
  'create database': () => restricted('CREATE DATABASE'),
  'drop database': () => restricted('DROP DATABASE'),
  'alter database': ({ options }) => (options.some((option) => option.startsWith('tablespace')) ? restricted('ALTER DATABASE SET TABLESPACE') : undefined),
  'create tablespace': () => restricted('CREATE TABLESPACE'),
  'drop tablespace': () => restricted('DROP TABLESPACE'),
  'alter system': () => restricted('ALTER SYSTEM'),
  discard: ({ options }) => (options.includes('all') ? restricted('DISCARD ALL') : undefined),
  'create subscription': ({ options }) => (withoutSlot(options) ? undefined : restricted('CREATE SUBSCRIPTION ... WITH (create_slot = true)')),
  'drop subscription': () => restricted('DROP SUBSCRIPTION'),
  'alter subscription': alterSubscription,
};

const rows: Rows = {
  'create-index': ({ concurrently }) => (concurrently ? concurrent('CREATE INDEX CONCURRENTLY') : undefined),
  'drop-index': ({ concurrently }) => (concurrently ? concurrent('DROP INDEX CONCURRENTLY') : undefined),
  'detach-partition': ({ concurrently }) => (concurrently ? concurrent('ALTER TABLE ... DETACH CONCURRENTLY', { since: 14 }) : undefined),
  'add-enum-value': () => restricted('ALTER TYPE ... ADD VALUE', { until: 11 }),
  'create-object': ({ object }) => created[object],
  'drop-object': ({ object }) => dropped[object],
  transaction: ({ action }) => (action === 'commit prepared' || action === 'rollback prepared' ? restricted(action.toUpperCase()) : undefined),
  other: (operation) => others[operation.command]?.(operation),
};

const created: Readonly<Record<string, Restriction | undefined>> = {
  database: restricted('CREATE DATABASE'),
  tablespace: restricted('CREATE TABLESPACE'),
};

const dropped: Readonly<Record<string, Restriction | undefined>> = {
  database: restricted('DROP DATABASE'),
  tablespace: restricted('DROP TABLESPACE'),
  subscription: restricted('DROP SUBSCRIPTION'),
};

/** SCHEMA, DATABASE and SYSTEM commit table by table; so does a partitioned relation, partition by partition. */
function reindex({ options, table }: OperationOf<'other'>): Restriction | undefined {
  if (options.includes('concurrently')) return concurrent('REINDEX CONCURRENTLY', { since: 12 });
  const many = ['schema', 'database', 'system'].find((word) => options.includes(word));
  if (many !== undefined) return restricted(`REINDEX ${many.toUpperCase()}`);
  return table ? restricted('REINDEX', { since: 14, partitioned: table }) : undefined;
}

function withoutSlot(options: readonly string[]): boolean {
  return options.some((option) => /^(connect|create_slot)=(false|off|0)$/.test(option));
}

function alterSubscription({ options }: OperationOf<'other'>): Restriction | undefined {
  if (options.includes('refresh=false') || options.includes('refresh=off')) return undefined;
  if (options.includes('refresh publication')) return restricted('ALTER SUBSCRIPTION ... REFRESH PUBLICATION', { since: 14 });
  if (options.some((option) => /^(set|add|drop) publication$/.test(option))) return restricted('ALTER SUBSCRIPTION with refresh', { since: 14 });
  if (options.some((option) => /^(failover|two_phase)\b/.test(option))) return restricted('ALTER SUBSCRIPTION ... SET', { since: 17 });
  return undefined;
}

/**
 * What PostgreSQL would not run in a transaction block, if this operation is such a command.
 *
 * @param postgres - the oldest major to be judged for; without it, what only the versions up to 11 refuse is allowed
 */
export function restrictionOf(operation: Operation, postgres?: number): Restriction | undefined {
  const row = rows[operation.kind] as ((operation: Operation) => Restriction | undefined) | undefined;
  const restriction = row?.(operation);
  if (!restriction) return undefined;
  if (restriction.until !== undefined && (postgres === undefined || postgres > restriction.until)) return undefined;
  return restriction;
}

/** The kinds of operations that may be such a command. */
export const restrictedKinds = Object.keys(rows) as readonly OperationKind[];
