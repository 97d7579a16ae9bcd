import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { cube } from '@electric-sql/pglite/contrib/cube';
import { earthdistance } from '@electric-sql/pglite/contrib/earthdistance';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { intarray } from '@electric-sql/pglite/contrib/intarray';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_stat_statements } from '@electric-sql/pglite/contrib/pg_stat_statements';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { tablefunc } from '@electric-sql/pglite/contrib/tablefunc';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { readFileSync } from 'node:fs';
import type { SchemaDescription } from '../../src/schema/describe.ts';

const sql = (name: string): string => readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8');

/** A PostgreSQL in this process. */
export class Server {
  #db: PGlite;
  readonly #reset = sql('reset');
  readonly #describe = sql('describe');
  readonly #snapshot = sql('snapshot');

  private constructor(db: PGlite) {
    this.#db = db;
  }

  static async start(): Promise<Server> {
    return new Server(await Server.#create());
  }

  static async #create(): Promise<PGlite> {
    const extensions = {
      btree_gin, btree_gist, citext, cube, earthdistance, fuzzystrmatch, hstore, intarray, ltree, pg_stat_statements, pg_trgm, pgcrypto, tablefunc, unaccent, uuid_ossp,
    };
    return PGlite.create({ extensions });
  }

  /** Sends a text as one simple query. */
  async run(text: string): Promise<void> {
    await this.#db.exec(text);
  }

  /** The error that a text gives, if it gives one. */
  async error(text: string): Promise<string | undefined> {
    try {
      await this.run(text);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** The SQLSTATE that a text gives, if it fails. */
  async sqlState(text: string): Promise<string | undefined> {
    try {
      await this.run(text);
      return undefined;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    }
  }

  /** One column of a query's rows. */
  async values(text: string): Promise<readonly string[]> {
    const { rows } = await this.#db.query<readonly unknown[]>(text, [], { rowMode: 'array' });
    return rows.map(([first]) => String(first));
  }

  /** The server's own catalog, in the words of `pgmiglint schema`. */
  async describe(): Promise<SchemaDescription> {
    const [description = '{}'] = await this.values(this.#describe);
    return JSON.parse(description) as SchemaDescription;
  }

  /** All that the database is made of, by name. */
  async snapshot(): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#db.query<readonly [string, string | null]>(this.#snapshot, [], { rowMode: 'array' });
    return new Map(rows.map(([name, value]) => [name, (value ?? '').replaceAll('CURRENT_TIMESTAMP', 'now()').replace(/ NULL::\w+$/, '')]));
  }

  /** Sends one text after the other; the SQLSTATE and words of the first that fails. */
  async firstError(texts: readonly string[]): Promise<string | undefined> {
    for (const text of texts) {
      try {
        await this.run(text);
      } catch (error) {
        const state = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        return `${state} ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    return undefined;
  }

  /** An empty database again: schemas, extensions, roles. A server that a history has broken is replaced. */
  async reset(): Promise<void> {
    for (const text of ['ROLLBACK', 'DISCARD ALL', this.#reset]) {
      if ((await this.error(text)) === undefined) continue;
      await this.#db.close();
      this.#db = await Server.#create();
      return;
    }
  }

  async stop(): Promise<void> {
    await this.#db.close();
  }
}
