-- case: a table
-- file: db/1_a.up.sql
CREATE TABLE users (id int);
-- finds: db/1_a.up.sql:1:1-13 non-idempotent-create warning
-- says: CREATE TABLE users fails
-- instead: CREATE TABLE IF NOT EXISTS users (id int);

-- case: a table, IF NOT EXISTS
-- file: db/1_a.up.sql
create table
  if not exists users (id int);
-- clean

-- case: a table with its schema and capitals
-- file: db/1_a.up.sql
CREATE SCHEMA IF NOT EXISTS "App";
CREATE UNLOGGED TABLE "App"."Users" (id int);
-- finds: db/1_a.up.sql:2 non-idempotent-create
-- says: CREATE TABLE "App"."Users" fails
-- instead: CREATE UNLOGGED TABLE IF NOT EXISTS "App"."Users" (id int);

-- case: CREATE TABLE AS and SELECT INTO
-- file: db/1_a.up.sql
CREATE TABLE old AS SELECT 1 AS one;
SELECT 1 AS one INTO older;
CREATE TABLE IF NOT EXISTS oldest AS SELECT 1 AS one;
-- finds: db/1_a.up.sql:1 non-idempotent-create
-- finds: db/1_a.up.sql:2 non-idempotent-create

-- case: temporary tables are of this session alone
-- file: db/1_a.up.sql
CREATE TEMP TABLE t (id int);
CREATE TEMPORARY TABLE u ON COMMIT DROP AS SELECT 1 AS one;
CREATE TABLE pg_temp.v (id int);
-- clean

-- case: dropped just before
-- file: db/1_a.up.sql
DROP TABLE IF EXISTS users;
CREATE TABLE users (id int);
-- clean

-- case: dropped under its full name, made by the search path
-- file: db/1_a.up.sql
SET search_path TO app, public;
DROP TABLE IF EXISTS app.users CASCADE;
CREATE TABLE Users (id int);
-- clean

-- case: another schema’s table was dropped
-- file: db/1_a.up.sql
DROP TABLE IF EXISTS archive.users;
CREATE TABLE public.users (id int);
-- finds: db/1_a.up.sql:2 non-idempotent-create

-- case: dropped after it was made
-- file: db/1_a.up.sql
CREATE TABLE users (id int);
DROP TABLE IF EXISTS users;
-- finds: db/1_a.up.sql:1 non-idempotent-create

-- case: several dropped by one DROP
-- file: db/1_a.up.sql
DROP TABLE IF EXISTS a, b, "C";
CREATE TABLE "C" (id int);
CREATE TABLE b (id int);
CREATE TABLE c (id int);
-- finds: db/1_a.up.sql:4 non-idempotent-create

-- case: a type has no IF NOT EXISTS
-- file: db/1_a.up.sql
CREATE TYPE mood AS ENUM ('sad', 'ok');
-- finds: db/1_a.up.sql:1:1-12 non-idempotent-create
-- instead: duplicate_object

-- case: a type, its error caught
-- file: db/1_a.up.sql
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad', 'ok');
EXCEPTION
  WHEN duplicate_object THEN NULL;
END $$;
-- clean

-- case: a type, its error caught as SQLSTATE
-- file: db/1_a.up.sql
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad', 'ok');
EXCEPTION WHEN SQLSTATE '42710' THEN RAISE NOTICE 'is there';
END $$;
-- clean

-- case: a type, OTHERS caught
-- file: db/1_a.up.sql
DO 'BEGIN CREATE TYPE mood AS ENUM (''sad''); EXCEPTION WHEN others THEN NULL; END';
-- clean

-- case: a type, the wrong condition caught
-- file: db/1_a.up.sql
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad', 'ok');
EXCEPTION WHEN duplicate_table THEN NULL;
END $$;
-- finds: db/1_a.up.sql:2:3-14 non-idempotent-create
-- says: it raises duplicate_object

-- case: a table, the wrong condition caught
-- file: db/1_a.up.sql
DO $$ BEGIN
  CREATE TABLE users (id int);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- finds: db/1_a.up.sql:2 non-idempotent-create
-- says: it raises duplicate_table

-- case: an index in a DO block, one of two conditions fits
-- file: db/1_a.up.sql
DO $$ BEGIN
  CREATE INDEX i ON users (id);
EXCEPTION WHEN duplicate_object OR duplicate_table THEN NULL;
END $$;
-- clean

-- case: caught by another block than the one that holds it
-- file: db/1_a.up.sql
DO $$ BEGIN
  BEGIN
    CREATE TABLE a (id int);
  EXCEPTION WHEN duplicate_table THEN NULL;
  END;
  CREATE TABLE b (id int);
END $$;
-- finds: db/1_a.up.sql:6 non-idempotent-create

-- case: in the handler itself nothing is caught
-- file: db/1_a.up.sql
DO $$ BEGIN
  PERFORM 1;
EXCEPTION WHEN duplicate_table THEN
  CREATE TABLE b (id int);
END $$;
-- finds: db/1_a.up.sql:4 non-idempotent-create

-- case: a DO block that asks the catalog
-- file: db/1_a.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('sad', 'ok');
  END IF;
END $$;
-- clean

-- case: a DO block that asks the information schema, and to_regclass
-- file: db/1_a.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM information_schema.tables WHERE table_name = 'a') THEN
    CREATE TABLE a (id int);
  END IF;
  IF to_regclass('public.b') IS NULL THEN
    CREATE TABLE b (id int);
  END IF;
  IF to_regtype('mood') IS NULL THEN
    EXECUTE 'CREATE TYPE mood AS ENUM (''sad'')';
  END IF;
END $$;
-- clean

-- case: a DO block that asks first and leaves
-- file: db/1_a.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_class WHERE relname = 'a') THEN
    RETURN;
  END IF;
  CREATE TABLE a (id int);
END $$;
-- clean

-- case: a DO block that keeps the answer in a variable
-- file: db/1_a.up.sql
DO $$
DECLARE
  there boolean;
BEGIN
  SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'a') INTO there;
  IF NOT there THEN
    CREATE TABLE a (id int);
  END IF;
END $$;
-- clean

-- case: a DO block that asks for something else
-- file: db/1_a.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM settings WHERE name = 'audit') THEN
    CREATE TABLE audit (id int);
  END IF;
END $$;
-- finds: db/1_a.up.sql:3 non-idempotent-create

-- case: EXECUTE of a constant without a guard
-- file: db/1_a.up.sql
DO $$ BEGIN
  EXECUTE 'CREATE TABLE a (id int)';
END $$;
-- finds: db/1_a.up.sql:2 non-idempotent-create

-- case: indexes
-- file: db/1_a.up.sql
CREATE TABLE IF NOT EXISTS t (a int, b int);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE INDEX IF NOT EXISTS t_b ON t (b);
-- finds: db/1_a.up.sql:2:1-20 non-idempotent-create
-- instead: CREATE UNIQUE INDEX IF NOT EXISTS t_a ON t (a);

-- case: an index without a name succeeds twice
-- file: db/1_a.up.sql
CREATE TABLE IF NOT EXISTS t (a int, b int);
CREATE INDEX ON t (a, lower(b::text));
-- finds: db/1_a.up.sql:2 non-idempotent-create
-- says: a second index
-- instead: CREATE INDEX IF NOT EXISTS t_a_lower_idx ON t (a, lower(b::text));

-- case: an index of a table that the script drops and makes
-- file: db/1_a.up.sql
DROP TABLE IF EXISTS t;
CREATE TABLE t (a int);
CREATE INDEX t_a ON t (a);
CREATE INDEX ON t (a);
-- clean

-- case: an index on a table that may be there already
-- file: db/1_a.up.sql
DROP INDEX IF EXISTS public.t_a;
CREATE INDEX t_a ON t (a);
-- clean

-- case: CONCURRENTLY alone, where the runner takes one statement
-- file: db/1_a.up.sql
CREATE INDEX CONCURRENTLY t_a ON t (a);
-- clean

-- case: CONCURRENTLY alone with a comment and a semicolon
-- file: db/1_a.up.sql
-- while nobody waits
CREATE INDEX CONCURRENTLY t_a ON t (a);
;
-- done
-- clean

-- case: CONCURRENTLY, statement by statement
-- file: migrations/00001_a.sql
-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY t_a ON t (a);
-- +goose Down
DROP INDEX CONCURRENTLY IF EXISTS t_a;
-- finds: migrations/00001_a.sql:3 non-idempotent-create
-- instead: DROP INDEX CONCURRENTLY IF EXISTS t_a;

-- case: CONCURRENTLY, the invalid one dropped first
-- file: migrations/00001_a.sql
-- +goose NO TRANSACTION
-- +goose Up
DROP INDEX CONCURRENTLY IF EXISTS t_a;
CREATE INDEX CONCURRENTLY t_a ON t (a);
-- +goose Down
DROP INDEX CONCURRENTLY IF EXISTS t_a;
-- clean

-- case: functions, procedures and views
-- file: db/1_a.up.sql
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT 1 AS one;
CREATE OR REPLACE VIEW w AS SELECT 1 AS one;
-- finds: db/1_a.up.sql:1 non-idempotent-create
-- instead: CREATE OR REPLACE FUNCTION f()
-- finds: db/1_a.up.sql:3 non-idempotent-create
-- finds: db/1_a.up.sql:4 non-idempotent-create
-- instead: CREATE OR REPLACE VIEW v

-- case: a function dropped with the arguments of another is still there
-- file: db/1_a.up.sql
DROP FUNCTION IF EXISTS f(text);
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- finds: db/1_a.up.sql:2 non-idempotent-create

-- case: a function dropped with its own arguments under other names of their types
-- file: db/1_a.up.sql
DROP FUNCTION IF EXISTS public.f(integer, character varying);
CREATE FUNCTION f(a int4, b varchar(10) DEFAULT '') RETURNS int LANGUAGE sql AS 'SELECT 1';
-- clean

-- case: a materialized view, dropped first or not
-- file: db/1_a.up.sql
DROP MATERIALIZED VIEW IF EXISTS m;
CREATE MATERIALIZED VIEW m AS SELECT 1 AS one;
CREATE MATERIALIZED VIEW n AS SELECT 1 AS one WITH NO DATA;
CREATE MATERIALIZED VIEW IF NOT EXISTS o AS SELECT 1 AS one;
-- finds: db/1_a.up.sql:3 non-idempotent-create
-- instead: CREATE MATERIALIZED VIEW IF NOT EXISTS n

-- case: triggers, made anew
-- file: db/1_a.up.sql
DROP TRIGGER IF EXISTS tr ON t;
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE OR REPLACE TRIGGER ts BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
-- clean

-- case: a trigger of that name on another table
-- file: db/1_a.up.sql
DROP TRIGGER IF EXISTS tr ON other;
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
-- finds: db/1_a.up.sql:2:1-15 non-idempotent-create
-- instead: DROP TRIGGER IF EXISTS tr ON t;

-- case: policies
-- file: db/1_a.up.sql
CREATE POLICY own ON t USING (true);
DROP POLICY IF EXISTS "all rows" ON t;
CREATE POLICY "all rows" ON t USING (true);
-- finds: db/1_a.up.sql:1 non-idempotent-create
-- instead: DROP POLICY IF EXISTS own ON t;

-- case: sequences, schemas, extensions
-- file: db/1_a.up.sql
CREATE SEQUENCE s;
CREATE SCHEMA app;
CREATE EXTENSION pgcrypto;
CREATE SEQUENCE IF NOT EXISTS s2;
CREATE SCHEMA IF NOT EXISTS AUTHORIZATION postgres;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA app;
-- finds: db/1_a.up.sql:1 non-idempotent-create
-- finds: db/1_a.up.sql:2 non-idempotent-create
-- finds: db/1_a.up.sql:3 non-idempotent-create
-- instead: CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- case: a schema and what is made within it
-- file: db/1_a.up.sql
CREATE SCHEMA app CREATE TABLE t (id int);
-- finds: db/1_a.up.sql:1 non-idempotent-create
-- instead: duplicate_schema

-- case: a schema dropped with all that is in it
-- file: db/1_a.up.sql
DROP SCHEMA IF EXISTS app CASCADE;
CREATE SCHEMA app;
CREATE TABLE app.t (id int);
CREATE TYPE app.mood AS ENUM ('sad');
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- clean

-- case: domains and composite types
-- file: db/1_a.up.sql
CREATE DOMAIN email AS text;
CREATE TYPE pair AS (a int, b int);
DROP TYPE IF EXISTS triple;
CREATE TYPE triple AS (a int, b int, c int);
DROP DOMAIN IF EXISTS zip;
CREATE DOMAIN zip AS text;
-- finds: db/1_a.up.sql:1 non-idempotent-create
-- finds: db/1_a.up.sql:2 non-idempotent-create

-- case: roles, publications, servers
-- file: db/1_a.up.sql
CREATE ROLE app;
CREATE PUBLICATION pub FOR ALL TABLES;
CREATE SERVER IF NOT EXISTS s FOREIGN DATA WRAPPER postgres_fdw;
-- finds: db/1_a.up.sql:1 non-idempotent-create
-- finds: db/1_a.up.sql:2 non-idempotent-create

-- case: a role in a block that asks pg_roles
-- file: db/1_a.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app') THEN
    CREATE ROLE app LOGIN;
  END IF;
END $$;
-- clean

-- case: partitions
-- file: db/1_a.up.sql
CREATE TABLE IF NOT EXISTS m (d date) PARTITION BY RANGE (d);
CREATE TABLE m_2024 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE IF NOT EXISTS m_2025 PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- finds: db/1_a.up.sql:2 non-idempotent-create

-- case: what Prisma writes is information only
-- file: prisma/migrations/20240101000000_a/migration.sql
-- CreateTable
CREATE TABLE "A" ("id" INTEGER NOT NULL);
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- finds: prisma/migrations/20240101000000_a/migration.sql:2 non-idempotent-create info

-- case: downs are not judged
-- file: db/1_a.up.sql
DROP TABLE IF EXISTS a;
-- file: db/1_a.down.sql
CREATE TABLE a (id int);
-- clean

-- case: words in comments, strings and bodies of functions
-- file: db/1_a.up.sql
-- CREATE TABLE a (id int);
/* CREATE TABLE /* CREATE TABLE b (id int); */ b (id int); */
INSERT INTO notes VALUES ('CREATE TABLE c (id int);') ON CONFLICT DO NOTHING;
CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  CREATE TABLE d (id int);
END $f$;
-- clean

-- case: comments between the words
-- file: db/1_a.up.sql crlf
/* first */ CREATE /* a */ TABLE -- of
  users (id int);
-- finds: db/1_a.up.sql:1 non-idempotent-create

-- case: renamed away, then made anew
-- file: db/1_a.up.sql
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('sad');
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users (id int);
-- clean

-- case: siblings are conventions, and off
-- file: db/1_a.up.sql
ALTER TABLE t ADD COLUMN a int;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);
ALTER TYPE mood ADD VALUE 'ok';
DROP TABLE u;
INSERT INTO t VALUES (1);
-- clean

-- case: siblings, asked for
-- file: .pgmiglintrc.json
{ "extends": ["idempotent"] }
-- file: db/1_a.up.sql
ALTER TABLE t ADD COLUMN a int, ADD COLUMN IF NOT EXISTS b int;
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);
ALTER TYPE mood ADD VALUE 'ok';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad';
DROP TABLE u;
DROP TABLE IF EXISTS v;
INSERT INTO t VALUES (1);
INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING;
INSERT INTO t SELECT 1 WHERE NOT EXISTS (SELECT FROM t WHERE a = 1);
-- finds: db/1_a.up.sql:1 non-idempotent-alter
-- finds: db/1_a.up.sql:2 non-idempotent-alter
-- finds: db/1_a.up.sql:3 non-idempotent-alter
-- finds: db/1_a.up.sql:5 non-idempotent-drop
-- finds: db/1_a.up.sql:7 non-idempotent-insert

-- case: a DROP without IF EXISTS frees the name as well
-- file: db/1_a.up.sql
DROP VIEW v;
CREATE VIEW v AS SELECT 1 AS one;
-- clean

-- case: suppressed with a reason
-- file: db/1_a.up.sql
-- pgmiglint-disable-next-statement non-idempotent-create -- runs once by hand
CREATE TABLE a (id int);
CREATE TABLE b (id int);
-- finds: db/1_a.up.sql:3 non-idempotent-create
