import type { Client } from './launch.ts';

/** What a statement did to the relations that were there before it, named without the schema `public`. */
export interface Observation {
  /** The SQLSTATE, where it failed inside a transaction. */
  readonly error?: string;
  /** The strongest lock held at its end, in the words of the manual; of an index or a sequence only what is more than its use. */
  readonly locks: Readonly<Record<string, string>>;
  /** Tables and materialized views that have a new file: rewritten, or emptied. */
  readonly rewrites: readonly string[];
  /** Indexes that have a new file. */
  readonly rebuilds: readonly string[];
  /** Tables that it read from end to end, and that it did not rewrite. */
  readonly scans: readonly string[];
  /** Indexes that it built on a table that was there before, and the table. */
  readonly builds: readonly string[];
}

const modes = {
  AccessShareLock: 'ACCESS SHARE',
  RowShareLock: 'ROW SHARE',
  RowExclusiveLock: 'ROW EXCLUSIVE',
  ShareUpdateExclusiveLock: 'SHARE UPDATE EXCLUSIVE',
  ShareLock: 'SHARE',
  ShareRowExclusiveLock: 'SHARE ROW EXCLUSIVE',
  ExclusiveLock: 'EXCLUSIVE',
  AccessExclusiveLock: 'ACCESS EXCLUSIVE',
} as const;
const strength = Object.keys(modes);

/** Relations, with their files and how often this transaction has scanned them. */
const relations = `
  SELECT c.oid::text AS oid, c.relkind::text AS kind, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name,
    coalesce(pg_relation_filenode(c.oid)::text, '') AS file, coalesce(s.seq_scan, 0)::text AS scans
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_stat_xact_user_tables s ON s.relid = c.oid
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'i', 'I', 'v', 'm', 'S', 'f')
  ORDER BY name`;

const locksOf = (pid: string): string => `
  SELECT relation::text AS oid, mode FROM pg_locks WHERE locktype = 'relation' AND pid = ${pid} AND relation >= 16384`;

interface Relation {
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly scans: number;
}

/** An empty database again. */
const reset = `
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', name); END LOOP;
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
  FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION %I CASCADE', name); END LOOP;
  FOR name IN SELECT evtname FROM pg_event_trigger LOOP EXECUTE format('DROP EVENT TRIGGER %I', name); END LOOP;
  FOR name IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'case\\_%' LOOP EXECUTE format('DROP OWNED BY %I', name); EXECUTE format('DROP ROLE %I', name); END LOOP;
END
$$`;

/** One database of a running server, for one statement after the other. */
export class Observer {
  readonly #client: Client;
  readonly #other: Client;
  readonly #notices: string[] = [];
  /** The set-up that the database holds; undefined: nobody knows what it holds. */
  #holds: string | undefined;

  /** @param other - a second session, which watches */
  constructor(client: Client, other: Client) {
    this.#client = client;
    this.#other = other;
    client.on('notice', ({ message }) => { this.#notices.push(message ?? ''); });
  }

  /** Makes the schema of a case, unless the case before has left the same. */
  async setUp(statements: readonly string[]): Promise<void> {
    const wanted = JSON.stringify(statements);
    if (this.#holds === wanted) return;
    this.#holds = undefined;
    for (const sql of ['RESET ALL', reset, 'CREATE SCHEMA public', ...statements]) {
      await this.#client.query(sql).catch((error: unknown) => { throw new Error(`${sql}: ${String(error)}`, { cause: error }); });
    }
    this.#holds = wanted;
  }

  /** Sends statements one by one. @returns the SQLSTATE of the last, or which one before it failed */
  async sqlState(statements: readonly string[]): Promise<string | undefined> {
    this.#holds = undefined;
    try {
      for (const [index, sql] of statements.entries()) {
        const state = await this.#client.query(sql).then(() => undefined, codeOf);
        if (state === undefined) continue;
        return index === statements.length - 1 ? state : `${state}: ${sql}`;
      }
      return undefined;
    } finally {
      await this.#client.query('ROLLBACK');
    }
  }

  /** Runs a statement in a transaction that is rolled back; alone, where it refuses one. */
  async observe(sql: string): Promise<Observation> {
    const { rows: [self] } = await this.#client.query('SELECT pg_backend_pid()::text AS pid');
    const pid = self?.pid ?? '';
    await this.#client.query('BEGIN');
    try {
      const before = await this.#relations();
      await this.#client.query('SET LOCAL client_min_messages = debug1');
      this.#notices.length = 0;
      const error = await this.#client.query(sql).then(() => undefined, codeOf);
      if (error !== undefined) {
        await this.#client.query('ROLLBACK');
        return { error, ...nothing, ...(error === '25001' ? { locks: await this.#locksAlone(sql, pid, before) } : {}) };
      }
      const builds = this.#builds();
      await this.#client.query('SET LOCAL client_min_messages = notice');
      const locks = strongest((await this.#client.query(locksOf(pid))).rows, before);
      return { locks, ...differences(before, await this.#relations(), builds) };
    } finally {
      await this.#client.query('ROLLBACK');
    }
  }

  async #relations(): Promise<ReadonlyMap<string, Relation>> {
    const { rows } = await this.#client.query(relations);
    return new Map(rows.map((row) => [row.oid ?? '', { kind: row.kind ?? '', name: row.name ?? '', file: row.file ?? '', scans: Number(row.scans) }]));
  }

  /** What DEBUG1 says: `building index "name" on table "table" serially`. */
  #builds(): readonly (readonly [index: string, table: string])[] {
    return this.#notices.flatMap((notice) => {
      const found = /^building index "(.+)" on table "(.+?)"/.exec(notice);
      return found?.[1] !== undefined && found[2] !== undefined ? [[found[1], found[2]] as const] : [];
    });
  }

  /**
   * The locks of a statement that allows no transaction around it: what it holds or asks for while it waits for another
   * session, which holds one lock after the other on every table.
   */
  async #locksAlone(sql: string, pid: string, before: ReadonlyMap<string, Relation>): Promise<Observation['locks']> {
    const tables = [...before.values()].filter(({ kind }) => kind === 'r' || kind === 'p').map(({ name }) => name).join(', ');
    const seen: Readonly<Record<string, string>>[] = [];
    this.#holds = undefined;
    for (const mode of ['ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE']) {
      if (tables === '') break;
      await this.#other.query('BEGIN');
      await this.#other.query(`LOCK TABLE ONLY ${tables.replaceAll(', ', ', ONLY ')} IN ${mode} MODE`);
      const running = this.#client.query(sql).then(() => true, () => true);
      for (let waits = 0; waits < 2; ) {
        const finished = await Promise.race([running, new Promise<false>((resolve) => { setTimeout(() => { resolve(false); }, 15); })]);
        if (finished) break;
        const { rows } = await this.#other.query(locksOf(pid));
        seen.push(...rows.map((row) => ({ oid: row.oid ?? '', mode: row.mode ?? '' })));
        const { rows: [state] } = await this.#other.query(`SELECT coalesce(wait_event_type, '') AS waits FROM pg_stat_activity WHERE pid = ${pid}`);
        if (state?.waits === 'Lock') waits++;
      }
      await this.#other.query('ROLLBACK');
      await running;
      if (seen.length > 0) break;
    }
    return strongest(seen, before);
  }
}

const nothing = { locks: {}, rewrites: [], rebuilds: [], scans: [], builds: [] };

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function isIndex({ kind }: Relation): boolean {
  return kind === 'i' || kind === 'I';
}

function strongest(rows: readonly Readonly<Record<string, string>>[], before: ReadonlyMap<string, Relation>): Observation['locks'] {
  const found = new Map<string, keyof typeof modes>();
  for (const row of rows) {
    const relation = before.get(row.oid ?? '');
    const mode = row.mode as keyof typeof modes;
    if (!relation || ((isIndex(relation) || relation.kind === 'S') && strength.indexOf(mode) < strength.indexOf('ShareUpdateExclusiveLock'))) continue;
    const other = found.get(relation.name);
    if (other === undefined || strength.indexOf(other) < strength.indexOf(mode)) found.set(relation.name, mode);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, mode]) => [name, modes[mode]]));
}

function differences(before: ReadonlyMap<string, Relation>, after: ReadonlyMap<string, Relation>, built: readonly (readonly [string, string])[]): Omit<Observation, 'locks' | 'error'> {
  const kept = [...before].flatMap(([oid, was]) => {
    const is = after.get(oid);
    return is ? [{ was, is }] : [];
  });
  // An index over a column that changes is dropped and made again, with its name and perhaps its file.
  const remade = [...before].flatMap(([oid, was]) => {
    const is = after.has(oid) || !isIndex(was) ? undefined : Array.from(after.values()).find(({ name }) => name === was.name);
    return is ? [{ was, is }] : [];
  });
  const renewed = [...kept, ...remade].filter(({ was, is }) => was.file !== '' && was.file !== is.file && was.kind !== 'S').map(({ was }) => was);
  const rewrites = renewed.filter((relation) => !isIndex(relation)).map(({ name }) => name);
  const scans = kept.filter(({ was, is }) => is.scans > was.scans && !rewrites.includes(was.name)).map(({ was }) => was.name);
  const tables = new Map(kept.map(({ was, is }) => [is.name, was.name]));
  const names = new Set([...before.values()].map(({ name }) => name));
  const builds = built.filter(([index, table]) => tables.has(table) && !names.has(index)).map(([index, table]) => `${index} on ${tables.get(table) ?? table}`);
  return { rewrites, rebuilds: renewed.filter(isIndex).map(({ name }) => name).sort(), scans, builds: [...new Set(builds)].sort() };
}
