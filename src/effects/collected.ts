import type { QualifiedName } from '../operations/operation.ts';
import { modeIn, type ModeByVersion } from '../postgres/alter-table-locks.ts';
import { compareModes, type LockMode } from '../postgres/lock-modes.ts';
import { key, type Catalog, type Index, type Table } from '../schema/catalog.ts';
import type { Duration, Effects, IndexBuild, Lock, LockRole, Scan, Session } from './effects.ts';

const none: readonly never[] = [];

const durations: readonly Duration[] = ['brief', 'rows', 'scan', 'rewrite'];

/** The effects of one operation while they are put together. */
export class Collected {
  readonly before: Catalog;
  readonly session: Session;
  readonly postgres: number | undefined;
  readonly #locks: Lock[] = [];
  /** The key of each lock's relation: there are few. */
  readonly #locked: string[] = [];
  // Made with their first entry: most operations lock and do no more.
  #rewrites: Map<string, QualifiedName> | undefined;
  #scans: Map<string, Scan> | undefined;
  #builds: Map<string, IndexBuild> | undefined;
  #depends: string[] | undefined;
  #duration: Duration = 'brief';
  #unknown = false;

  constructor(before: Catalog, postgres: number | undefined, session: Session) {
    this.before = before;
    this.postgres = postgres;
    this.session = session;
  }

  /** Whether it runs on a version older than that one. Without a version nothing does. */
  isBefore(version: number): boolean {
    return this.postgres !== undefined && this.postgres < version;
  }

  /** Whether what only that version and newer ones do may be counted on. */
  isSince(version: number): boolean {
    return this.postgres !== undefined && this.postgres >= version;
  }

  mode(row: ModeByVersion): LockMode {
    return modeIn(row, this.postgres);
  }

  lock(relation: QualifiedName, mode: LockMode, role: LockRole): void {
    if (relation.schema === 'pg_catalog' || relation.schema === 'information_schema') return;
    const at = key(relation);
    const place = this.#locked.indexOf(at);
    const known = place < 0 ? undefined : this.#locks[place];
    if (known && compareModes(known.mode, mode) >= 0) return;
    const lock: Lock = { relation, mode, role: known?.role === 'target' ? 'target' : this.#roleOf(at, role) };
    if (known) this.#locks[place] = lock;
    else {
      this.#locks.push(lock);
      this.#locked.push(at);
    }
  }

  /** What a statement takes for a table may be an index or a sequence. */
  #roleOf(at: string, role: LockRole): LockRole {
    if (role === 'index' || role === 'sequence' || this.before.tables.has(at)) return role;
    if (this.before.indexes.has(at)) return 'index';
    return this.before.sequences.has(at) ? 'sequence' : role;
  }

  /** The table is read from end to end. A partitioned table holds no rows: its partitions are read. */
  scan(relation: QualifiedName, reason: Scan['for']): void {
    if (this.before.table(relation)?.partitionBy) return;
    this.took('scan');
    (this.#scans ??= new Map()).set(`${key(relation)}\n${reason}`, { relation, for: reason });
  }

  /** The table is written anew and all its indexes built again, each under ACCESS EXCLUSIVE. */
  rewrite(table: QualifiedName): void {
    const known = this.before.table(table);
    if (known?.partitionBy) return;
    this.copy(table);
    for (const index of this.indexesOf(table)) this.rebuild(table, index);
  }

  /** The files of the table are written anew, and its indexes stay. */
  copy(table: QualifiedName): void {
    this.took('rewrite');
    (this.#rewrites ??= new Map()).set(key(table), table);
  }

  /** An index of a table is built again. */
  rebuild(table: QualifiedName, { name }: Pick<Index, 'name'>, mode: LockMode = 'ACCESS EXCLUSIVE'): void {
    const index = { schema: table.schema, name };
    this.lock(index, mode, 'index');
    if (this.before.table(table)?.partitionBy) return;
    (this.#builds ??= new Map()).set(key(index), { table, index, kind: 'again' });
    this.scan(table, 'index build');
  }

  /** A new index is built. That of a partitioned table holds nothing. */
  build(table: QualifiedName, index?: QualifiedName): void {
    if (this.before.table(table)?.partitionBy) return;
    const builds = (this.#builds ??= new Map<string, IndexBuild>());
    builds.set(index ? key(index) : `${key(table)}\n${builds.size}`, index ? { table, kind: 'new', index } : { table, kind: 'new' });
    this.scan(table, 'index build');
  }

  /** Raises how long it takes. */
  took(duration: Duration): void {
    if (duration !== this.#duration && durations.indexOf(duration) > durations.indexOf(this.#duration)) this.#duration = duration;
  }

  /** Nothing here says all that it does. */
  unknown(): void {
    this.#unknown = true;
  }

  /** Says what decides about an effect. */
  depends(sentence: string): void {
    this.#depends ??= [];
    if (!this.#depends.includes(sentence)) this.#depends.push(sentence);
  }

  /** Whether the history shows such a relation. */
  knows(relation: QualifiedName): boolean {
    return this.before.isTaken(key(relation));
  }

  /** The indexes of a table or materialized view. */
  indexesOf(relation: QualifiedName): readonly Index[] {
    const indexes = (this.before.table(relation) ?? this.before.view(relation))?.indexes;
    return indexes === undefined || indexes.size === 0 ? none : [...indexes.values()];
  }

  /** Locks every index of a table or materialized view. */
  lockIndexes({ name: relation }: Pick<Table, 'name'>, mode: LockMode): void {
    for (const { name } of this.indexesOf(relation)) this.lock({ schema: relation.schema, name }, mode, 'index');
  }

  /** Locks the sequences that the columns of a table own, or one column. */
  lockOwned(table: QualifiedName, mode: LockMode, column?: string): void {
    for (const at of this.before.owned.get(key(table)) ?? none) {
      const sequence = this.before.sequences.get(at);
      if (sequence && (column === undefined || sequence.ownedBy?.column === column)) this.lock(sequence.name, mode, 'sequence');
    }
  }

  /** The partitions and inheritance children of a table, at every depth. */
  below(table: QualifiedName): readonly Table[] {
    const children = this.before.children.get(key(table));
    if (!children) return none;
    const found: Table[] = [];
    for (const at of children) {
      const child = this.before.tables.get(at);
      if (child) found.push(child, ...this.below(child.name));
    }
    return found;
  }

  /** The table, if the catalog knows it, and all that are below it. */
  family(table: QualifiedName): readonly Table[] {
    const own = this.before.table(table);
    const below = this.below(table);
    return own ? [own, ...below] : below;
  }

  /** The names of a table and of all that are below it; the table alone where the catalog does not know it. */
  familyOr(table: QualifiedName, only?: 'partitions'): readonly QualifiedName[] {
    return [table, ...this.below(table).flatMap(({ name, partitionOf }) => (partitionOf || only === undefined ? [name] : []))];
  }

  /**
   * Locks what is below a table as the table itself.
   *
   * @param only - its partitions alone
   */
  lockBelow(table: QualifiedName, mode: LockMode, only?: 'partitions'): void {
    for (const child of this.below(table)) {
      if (child.partitionOf || only === undefined) this.lock(child.name, mode, child.partitionOf ? 'partition' : 'child');
    }
  }

  /** The partitions of a table, at every depth. */
  partitions(table: QualifiedName): readonly Table[] {
    return this.below(table).filter(({ partitionOf }) => partitionOf !== undefined);
  }

  #onlyScanned(scans: readonly Scan[]): readonly Scan[] {
    const rewrites = this.#rewrites;
    return rewrites ? scans.filter(({ relation }) => !rewrites.has(key(relation))) : scans;
  }

  effects(): Effects {
    return {
      locks: this.#locks,
      rewrites: this.#rewrites ? [...this.#rewrites.values()] : none,
      scans: this.#scans ? this.#onlyScanned([...this.#scans.values()]) : none,
      indexBuilds: this.#builds ? [...this.#builds.values()] : none,
      duration: this.#duration,
      unknown: this.#unknown,
      depends: this.#depends ?? none,
    };
  }
}
