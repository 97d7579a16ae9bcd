import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { key, type Catalog, type Column } from '../../src/schema/catalog.ts';
import { describe as describeCatalog } from '../../src/schema/describe.ts';
import { Replay } from '../../src/schema/replay.ts';
import { replaySql, run } from './replay-sql.ts';

beforeAll(() => loadGrammar());

const at = (name: string, schema = 'public') => ({ schema, name });

function column(catalog: Catalog, table: string, name: string): Column {
  const found = catalog.column(at(table), name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
}

function after(...scripts: readonly string[]): Catalog {
  return replaySql(...scripts).catalog;
}

const tables = (catalog: Catalog): readonly string[] => describeCatalog(catalog).tables.map(({ schema, name }) => `${schema}.${name}`);

describe('what fills a column', () => {
  const filled = (...scripts: readonly string[]) => column(after(...scripts), 't', 'c').filled;

  it('is a default from the start, not one that comes later', () => {
    expect(filled("CREATE TABLE t (c text DEFAULT 'x')")?.by).toBe('default');
    expect(filled('CREATE TABLE t (a int)', "ALTER TABLE t ADD c text DEFAULT 'x'")?.by).toBe('default');
    expect(filled('CREATE TABLE t (c text)', "ALTER TABLE t ALTER c SET DEFAULT 'x'")).toBeUndefined();
    expect(filled('CREATE TABLE t (c text DEFAULT NULL)')).toBeUndefined();
    expect(filled('CREATE TABLE t (c text DEFAULT NULL::text)')).toBeUndefined();
    expect(filled('CREATE TABLE t (c serial)')?.by).toBe('default');
    expect(filled("CREATE DOMAIN d AS text DEFAULT 'x'; CREATE TABLE t (c d)")?.by).toBe('default');
  });

  it('is an UPDATE, whatever its WHERE or FROM, and where it stands', () => {
    const update = filled('CREATE TABLE t (c text)', "UPDATE t SET c = 'x' WHERE c IS NULL");
    expect(update?.by).toBe('update');
    expect(update?.moment.script).toBe(2);
    expect(filled('CREATE TABLE t (c text)', 'UPDATE t SET c = o.c FROM other o')?.by).toBe('update');
    expect(filled('CREATE TABLE t (c text)', "DO $$ BEGIN LOOP UPDATE t SET c = 'x'; EXIT WHEN NOT FOUND; END LOOP; END $$")?.by).toBe('update');
    expect(filled('CREATE TABLE t (c text, d text)', "UPDATE t SET d = 'x'")).toBeUndefined();
  });

  it('is undone by an UPDATE to NULL', () => {
    expect(filled('CREATE TABLE t (c text)', "UPDATE t SET c = 'x'", 'UPDATE t SET c = NULL')).toBeUndefined();
    expect(filled("CREATE TABLE t (c text DEFAULT 'x')", 'UPDATE t SET c = NULL WHERE true')).toBeUndefined();
  });

  it('is a NOT NULL that the same script takes back', () => {
    expect(filled('CREATE TABLE t (c text)', 'ALTER TABLE t ALTER c SET NOT NULL; ALTER TABLE t ALTER c DROP NOT NULL')?.by).toBe('update');
    expect(filled('CREATE TABLE t (c text NOT NULL)', 'ALTER TABLE t ALTER c DROP NOT NULL')).toBeUndefined();
    expect(filled("CREATE TABLE t (c text NOT NULL DEFAULT 'x')", 'ALTER TABLE t ALTER c DROP NOT NULL')?.by).toBe('default');
  });

  it('follows the column through renames and type changes', () => {
    const catalog = after("CREATE TABLE t (c text); UPDATE t SET c = 'x'", 'ALTER TABLE t RENAME c TO d; ALTER TABLE t RENAME TO u; ALTER TABLE u ALTER d TYPE varchar(9)');
    expect(column(catalog, 'u', 'd').filled?.by).toBe('update');
  });
});

describe('what is there already', () => {
  it('is left alone by IF NOT EXISTS', () => {
    const catalog = after('CREATE TABLE t (c int)', "CREATE TABLE IF NOT EXISTS t (c text, d int); ALTER TABLE t ADD COLUMN IF NOT EXISTS c text DEFAULT 'x'");
    expect([...(catalog.table(at('t'))?.columns.keys() ?? [])]).toEqual(['c']);
    expect(column(catalog, 't', 'c').type?.name).toBe('int4');
    expect(column(catalog, 't', 'c').filled).toBeUndefined();
  });

  it('is left alone by a guarded block, and what is absent is made', () => {
    const guard = 'DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type) THEN CREATE TYPE a AS ENUM (\'y\'); CREATE TYPE b AS ENUM (\'z\'); ALTER TABLE t ADD c text; END IF; END $$';
    const catalog = after("CREATE TYPE a AS ENUM ('x'); CREATE TABLE t (c int)", guard);
    expect(describeCatalog(catalog).enums).toEqual([{ schema: 'public', name: 'a', values: ['x'] }, { schema: 'public', name: 'b', values: ['z'] }]);
    expect(column(catalog, 't', 'c').type?.name).toBe('int4');
  });

  it('gives way to an unguarded definition, which could not have run otherwise', () => {
    expect(column(after('CREATE TABLE t (c int)', 'CREATE TABLE t (c text)'), 't', 'c').type?.name).toBe('text');
  });
});

describe('what the history never showed', () => {
  it('is a partial table with what is known of it', () => {
    const table = after('ALTER TABLE users ADD COLUMN phone text; CREATE INDEX ON users (email)').table(at('users'));
    expect(table?.partial).toBe(true);
    expect([...(table?.columns.keys() ?? [])]).toEqual(['phone']);
    expect([...(table?.indexes.keys() ?? [])]).toEqual(['users_email_idx']);
  });

  it('learns more of it later', () => {
    const catalog = after('ALTER TABLE users ALTER email TYPE varchar(9); ALTER TABLE users ALTER name SET NOT NULL');
    expect(column(catalog, 'users', 'email').type?.modifiers).toEqual([9]);
    expect(column(catalog, 'users', 'name')).toMatchObject({ notNull: true });
    expect(column(catalog, 'users', 'name').type).toBeUndefined();
  });

  it('does not enter by IF EXISTS, DROP or UPDATE', () => {
    expect(tables(after("ALTER TABLE IF EXISTS users ADD c int; DROP TABLE gone; UPDATE users SET c = 1; ALTER TABLE users DROP CONSTRAINT x; DROP INDEX i"))).toEqual([]);
  });
});

describe('transactions of the script', () => {
  it('undo what came after BEGIN', () => {
    expect(tables(after('CREATE TABLE a (); BEGIN; CREATE TABLE b (); DROP TABLE a; ROLLBACK; CREATE TABLE c ();'))).toEqual(['public.a', 'public.c']);
  });

  it('keep what is committed, or left open', () => {
    expect(tables(after('BEGIN; CREATE TABLE a (); COMMIT; BEGIN; CREATE TABLE b ();', 'CREATE TABLE c ()'))).toEqual(['public.a', 'public.b', 'public.c']);
  });

  it('undo back to a savepoint', () => {
    const script = 'BEGIN; CREATE TABLE a (); SAVEPOINT s; CREATE TABLE b (); ROLLBACK TO s; CREATE TABLE c (); RELEASE s; COMMIT;';
    expect(tables(after(script))).toEqual(['public.a', 'public.c']);
  });

  it('leave a fork of the catalog as it was', () => {
    const replay = new Replay();
    run(replay, 'CREATE TABLE a (x int)', 1);
    const fork = replay.fork();
    run(fork, 'BEGIN; DROP TABLE a; CREATE TABLE b (); COMMIT', 2);
    expect(tables(fork.catalog)).toEqual(['public.b']);
    expect(tables(replay.catalog)).toEqual(['public.a']);
  });
});

describe('search_path', () => {
  it('decides where new objects go and which are meant, until the script ends', () => {
    const catalog = after('CREATE SCHEMA app; SET search_path TO app, public; CREATE TABLE t (a int); ALTER TABLE t ADD b int', 'CREATE TABLE t (c int)');
    expect(tables(catalog)).toEqual(['app.t', 'public.t']);
    expect(catalog.column(at('t', 'app'), 'b')).toBeDefined();
  });

  it('is local to a transaction with SET LOCAL, and goes back with RESET', () => {
    const script = 'BEGIN; SET LOCAL search_path = app; CREATE TABLE a (); COMMIT; CREATE TABLE b (); SET search_path = app; CREATE TABLE c (); RESET search_path; CREATE TABLE d ();';
    expect(tables(after(script))).toEqual(['app.a', 'app.c', 'public.b', 'public.d']);
  });

  it('is what a dump sets', () => {
    expect(tables(after("SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE app.a (); CREATE TABLE b ();"))).toEqual(['app.a', 'public.b']);
  });

  it('can be configured', () => {
    const replay = new Replay(['app', 'public']);
    run(replay, 'CREATE TABLE t ()', 1);
    expect(tables(replay.catalog)).toEqual(['app.t']);
  });
});

describe('temporary tables', () => {
  it('hide others while the script runs, and vanish with it', () => {
    const catalog = after('CREATE TABLE t (a int)', 'CREATE TEMP TABLE t (b int); ALTER TABLE t ADD c int; ALTER TABLE public.t ADD d int', 'ALTER TABLE t ADD e int');
    expect(tables(catalog)).toEqual(['public.t']);
    expect([...(catalog.table(at('t'))?.columns.keys() ?? [])]).toEqual(['a', 'd', 'e']);
  });
});

describe('what hangs together', () => {
  it('follows renames of tables and columns', () => {
    const catalog = after(
      'CREATE TABLE a (id serial PRIMARY KEY, x int); CREATE TABLE b (a_id int REFERENCES a); CREATE VIEW v AS SELECT x FROM a; CREATE INDEX ON a (x)',
      'ALTER TABLE a RENAME TO c; ALTER TABLE c RENAME id TO key; ALTER TABLE c RENAME x TO y',
    );
    expect(catalog.table(at('b'))?.constraints.get('b_a_id_fkey')?.references).toMatchObject({ table: at('c'), columns: ['key'] });
    expect(catalog.view(at('v'))).toMatchObject({ reads: [at('c')], columns: [{ relation: at('c'), column: 'y' }] });
    expect(catalog.sequences.get(key(at('a_id_seq')))?.ownedBy).toEqual({ table: at('c'), column: 'key' });
    expect(catalog.table(at('c'))?.indexes.get('a_x_idx')?.columns).toEqual(['y']);
    expect(catalog.indexes.get(key(at('a_x_idx')))).toEqual(at('c'));
    expect(catalog.dependents(at('c'), 'y').map(({ name }) => name)).toEqual(['v', 'a_x_idx']);
  });

  it('goes with a table', () => {
    const catalog = after('CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a); CREATE VIEW v AS SELECT * FROM a; CREATE VIEW w AS SELECT * FROM v', 'DROP TABLE a CASCADE');
    expect(tables(catalog)).toEqual(['public.b']);
    expect(catalog.table(at('b'))?.constraints.size).toBe(0);
    expect([...catalog.views.values(), ...catalog.sequences.values()]).toEqual([]);
  });

  it('goes with a column', () => {
    const catalog = after(
      'CREATE TABLE a (id serial PRIMARY KEY, x int UNIQUE, y int CHECK (x > y)); CREATE INDEX ON a (y) WHERE x > 0; CREATE TABLE b (x int REFERENCES a (x)); CREATE VIEW v AS SELECT x FROM a',
      'ALTER TABLE a DROP COLUMN x CASCADE; ALTER TABLE a DROP COLUMN id',
    );
    const table = catalog.table(at('a'));
    expect([...(table?.constraints.keys() ?? []), ...(table?.indexes.keys() ?? [])]).toEqual([]);
    expect(catalog.table(at('b'))?.constraints.size).toBe(0);
    expect([...catalog.views.values(), ...catalog.sequences.values()]).toEqual([]);
  });

  it('goes with a type or a schema', () => {
    const catalog = after("CREATE SCHEMA s; CREATE TYPE s.e AS ENUM ('x'); CREATE TABLE t (a int, b s.e); CREATE TABLE s.u (id int PRIMARY KEY); CREATE TABLE w (u int REFERENCES s.u)", 'DROP SCHEMA s CASCADE');
    expect(tables(catalog)).toEqual(['public.t', 'public.w']);
    expect([...(catalog.table(at('t'))?.columns.keys() ?? [])]).toEqual(['a']);
    expect(catalog.table(at('w'))?.constraints.size).toBe(0);
  });
});

describe('extensions', () => {
  it('bring their types into the schema that they are told', () => {
    const types = (sql: string): readonly string[] => [...after(sql).types.values()].map(({ name }) => `${name.schema}.${name.name}`);
    expect(types('CREATE SCHEMA extensions; CREATE EXTENSION citext WITH SCHEMA extensions')).toEqual(['extensions.citext']);
    expect(types('CREATE EXTENSION citext')).toEqual(['public.citext']);
  });
});

describe('routines', () => {
  it('do what their bodies say when a statement calls them', () => {
    const make = "CREATE FUNCTION migrate() RETURNS void AS $$ BEGIN EXECUTE 'CREATE TABLE made (id serial PRIMARY KEY)'; END $$ LANGUAGE plpgsql";
    const catalog = after(make, 'SELECT migrate(); DROP FUNCTION migrate()');
    expect(tables(catalog)).toEqual(['public.made']);
    expect(catalog.table(at('made'))?.declared).toMatchObject({ script: 2 });
    expect(catalog.table(at('made'))?.declared.place.span).toEqual({ start: 0, end: 16 });
    expect(tables(after(make))).toEqual([]);
  });

  it('take constants as their arguments', () => {
    const make = "CREATE PROCEDURE app.add(INOUT t regclass, name text) AS $$ BEGIN EXECUTE format('ALTER TABLE %s ADD COLUMN %I int', t, name); END $$ LANGUAGE plpgsql";
    const catalog = after(make, 'CREATE TABLE t ()', "CALL app.add('t'::regclass, 'x')");
    expect([...(catalog.table(at('t'))?.columns.keys() ?? [])]).toEqual(['x']);
  });

  it('are read in single quotes, doubled ones in them taken for one', () => {
    const make = "CREATE FUNCTION migrate() RETURNS void LANGUAGE 'plpgsql' AS 'BEGIN EXECUTE ''CREATE TABLE made (note text DEFAULT ''''it''''''''s'''')''; END'";
    expect(tables(after(make, 'SELECT migrate()'))).toEqual(['public.made']);
    expect(tables(after("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'CREATE TABLE a (b text DEFAULT ''c'')'; SELECT f()"))).toEqual(['public.a']);
  });

  it('may be SQL', () => {
    expect(tables(after("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'CREATE TABLE a (); CREATE TABLE b ()'; SELECT f()"))).toEqual(['public.a', 'public.b']);
  });
});

describe('what PostgreSQL refuses', () => {
  it('changes nothing and throws nothing', () => {
    const circle = 'CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a); ALTER TABLE a INHERIT b; ALTER TABLE a INHERIT a; ALTER TABLE a ADD y int; ALTER TABLE a RENAME TO c';
    expect(tables(after(circle))).toEqual(['public.b', 'public.c']);
    expect(tables(after('CREATE VIEW v AS SELECT 1; CREATE OR REPLACE VIEW v AS SELECT * FROM v; DROP VIEW v; CREATE TABLE t (LIKE t)'))).toEqual(['public.t']);
    expect(after('CREATE DOMAIN d AS e; CREATE DOMAIN e AS d').resolve({ ...at('d'), modifiers: [], dimensions: 0 }).domains.length).toBeGreaterThan(0);
    expect(after("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT f()'; SELECT f(); ROLLBACK; COMMIT; RELEASE s; ROLLBACK TO s").gap).toBeUndefined();
  });
});

describe('places', () => {
  it('are found where a type was given last', () => {
    const catalog = after('CREATE TABLE t (c varchar(320))', 'ALTER TABLE t ALTER c TYPE varchar(20)');
    const { typed, declared } = column(catalog, 't', 'c');
    const text = ({ place: { file, span } }: Column['typed']): string => file.text.slice(span.start, span.end);
    expect([typed.script, text(typed)]).toEqual([2, 'varchar(20)']);
    expect([declared.script, text(declared)]).toEqual([1, 'c varchar(320)']);
  });

  it('say when a gap makes them uncertain', () => {
    const replay = new Replay();
    run(replay, 'CREATE TABLE t (c int)', 1);
    replay.catalog.gap = 2;
    run(replay, 'ALTER TABLE t ADD d int', 3);
    expect(replay.catalog.holds(column(replay.catalog, 't', 'c').declared)).toBe(false);
    expect(replay.catalog.holds(column(replay.catalog, 't', 'd').declared)).toBe(true);
  });
});

describe('types', () => {
  it('are followed through domains', () => {
    const catalog = after("CREATE TYPE e AS ENUM ('x'); CREATE DOMAIN d AS varchar(9) CHECK (VALUE <> ''); CREATE DOMAIN dd AS d NOT NULL; CREATE DOMAIN de AS e; CREATE TABLE t (a dd, b de, c int, d dd[], f nowhere)");
    const resolved = (name: string) => {
      const { type } = column(catalog, 't', name);
      return type && catalog.resolve(type);
    };
    expect(resolved('a')).toMatchObject({ base: { name: 'varchar', modifiers: [9] }, domains: [{ name: at('dd'), notNull: true }, { name: at('d'), constrained: true }], known: true });
    expect(resolved('b')).toMatchObject({ base: at('e'), enum: { values: ['x'] }, known: true });
    expect(resolved('c')).toEqual({ base: column(catalog, 't', 'c').type, domains: [], known: true });
    expect(resolved('d')?.base).toMatchObject({ name: 'varchar', dimensions: 1 });
    expect(resolved('f')?.known).toBe(false);
  });
});

describe('describe', () => {
  it('prints the catalog as the contract says', () => {
    const catalog = after("CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE users (id serial PRIMARY KEY, email varchar(320) NOT NULL DEFAULT '' UNIQUE, m mood); ALTER TABLE users ADD CONSTRAINT short CHECK (length(email) < 300) NOT VALID; CREATE INDEX ON users (lower(email), id)");
    expect(describeCatalog(catalog)).toEqual({
      tables: [
        {
          schema: 'public',
          name: 'users',
          columns: [
            { name: 'id', type: 'integer', notNull: true, default: "nextval('users_id_seq'::regclass)" },
            { name: 'email', type: 'character varying(320)', notNull: true, default: "''" },
            { name: 'm', type: 'mood', notNull: false },
          ],
          constraints: [
            { name: 'short', type: 'check', columns: ['email'], validated: false },
            { name: 'users_email_key', type: 'unique', columns: ['email'], validated: true },
            { name: 'users_pkey', type: 'primary key', columns: ['id'], validated: true },
          ],
          indexes: [
            { name: 'users_email_key', columns: ['email'], unique: true, valid: true },
            { name: 'users_lower_id_idx', columns: ['lower(email)', 'id'], unique: false, valid: true },
            { name: 'users_pkey', columns: ['id'], unique: true, valid: true },
          ],
        },
      ],
      enums: [{ schema: 'public', name: 'mood', values: ['a', 'b'] }],
    });
  });
});
