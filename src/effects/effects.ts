import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { LockMode } from '../postgres/lock-modes.ts';
import type { Catalog } from '../schema/catalog.ts';
import { alterTableEffects } from './alter-table.ts';
import { Collected } from './collected.ts';
import { dataEffects } from './data.ts';
import { indexEffects } from './indexes.ts';
import { objectEffects } from './objects.ts';
import { otherEffects } from './other-commands.ts';
import { partitionEffects } from './partitions.ts';
import { tableEffects } from './tables.ts';
import { typeEffects } from './types.ts';
import { viewEffects } from './views.ts';

/** What a relation is to the statement that locks it. */
export type LockRole =
  /** The table or view that the statement names. */
  | 'target'
  | 'index'
  | 'sequence'
  /** The other side of a foreign key. */
  | 'referenced'
  | 'referencing'
  /** The partitioned table, or the table inherited from. */
  | 'parent'
  | 'partition'
  | 'default partition'
  | 'child'
  /** What a query reads, or LIKE copies. */
  | 'source'
  /** What goes with it: by CASCADE, or because it is of the type that changes. */
  | 'dependent';

/** A lock that is held until the transaction ends. */
export interface Lock {
  readonly relation: QualifiedName;
  readonly mode: LockMode;
  readonly role: LockRole;
}

/** A table that is read from end to end, and what for. */
export interface Scan {
  readonly relation: QualifiedName;
  readonly for: 'check' | 'foreign key' | 'not null' | 'domain' | 'partition bound' | 'index build';
}

/** An index that is built: a new one, or one that has to be built again. */
export interface IndexBuild {
  readonly table: QualifiedName;
  /** Absent where PostgreSQL chooses the name of a new one. */
  readonly index?: QualifiedName;
  readonly kind: 'new' | 'again';
}

/**
 * How long the statement takes, and holds its locks at the least: `brief` whatever the size of the tables, as long as one
 * `scan` of them, as long as to write them anew (`rewrite`), or as long as the `rows` that it reads and writes take.
 */
export type Duration = 'brief' | 'scan' | 'rewrite' | 'rows';

/** What a statement does to the relations that were there before it. */
export interface Effects {
  /**
   * The strongest mode on each relation, the relations in the order in which they come up. ACCESS SHARE on the indexes of
   * a table, which every look at a table takes, is left out; so are TOAST tables and system catalogs.
   */
  readonly locks: readonly Lock[];
  /** Tables that are written anew, with all their indexes. */
  readonly rewrites: readonly QualifiedName[];
  /** Tables that are read from end to end; a rewritten table is not named again. */
  readonly scans: readonly Scan[];
  /** Indexes that are built; those of a rewritten table included. */
  readonly indexBuilds: readonly IndexBuild[];
  readonly duration: Duration;
  /** No fact here describes the statement in full: it may lock and do more. */
  readonly unknown: boolean;
  /** What decides whether it does all of that, in sentences: the session's time zone, what the history does not tell. */
  readonly depends: readonly string[];
}

/** What the session says, as far as an effect depends on it. */
export interface Session {
  /** `TimeZone`; undefined where nothing has set it. */
  readonly timeZone?: string;
}

/** A handler for each kind of operation; a kind left out does nothing to any relation. */
type Handlers = { readonly [K in OperationKind]?: (operation: OperationOf<K>, collected: Collected) => void };

const handlers: Handlers = {
  ...tableEffects,
  ...alterTableEffects,
  ...partitionEffects,
  ...indexEffects,
  ...dataEffects,
  ...viewEffects,
  ...typeEffects,
  ...objectEffects,
  ...otherEffects,
};

/**
 * What an operation locks, rewrites and reads of the relations that are there before it.
 *
 * Facts: src/postgres/, compared with servers 11 to 18 by test/real-servers/ and with PGlite by test/effects/. A relation that
 * the catalog does not know is taken for an ordinary table without indexes, keys and partitions.
 *
 * @param before - the catalog just before the operation
 * What may or may not happen is not counted, and `depends` says on what it depends. What triggers do is left out, those of
 * foreign keys too, which lock the other table in ROW SHARE or ROW EXCLUSIVE mode.
 *
 * @param postgres - the major version that runs it. Without one the answer is what no supported version (11 to 18) falls
 *   short of: the weaker lock where versions differ, and no rewrite or scan that one of them does without
 * @param session - what the session has set
 */
export function effectsOf(operation: Operation, before: Catalog, postgres?: number, session: Session = {}): Effects {
  const collected = new Collected(before, postgres, session);
  (handlers[operation.kind] as ((operation: Operation, collected: Collected) => void) | undefined)?.(operation, collected);
  return collected.effects();
}
