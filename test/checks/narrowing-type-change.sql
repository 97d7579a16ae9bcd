-- case: a shorter varchar
-- file: db/1_a.up.sql
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email varchar(320) NOT NULL
);
-- file: db/2_b.up.sql
ALTER TABLE users ALTER COLUMN email TYPE varchar(255);
-- finds: db/2_b.up.sql:1:43-55 narrowing-type-change error
-- says: users.email from varchar(320) (set in 1_a.up.sql:3) to varchar(255)
-- related: db/1_a.up.sql:3
-- instead: length(email) > 255

-- case: a longer varchar
-- file: db/1_a.up.sql
CREATE TABLE users (email varchar(255));
-- file: db/2_b.up.sql
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);
-- file: db/3_b.up.sql
ALTER TABLE users ALTER email SET DATA TYPE text;
-- file: db/4_b.up.sql
ALTER TABLE users ALTER COLUMN email TYPE character varying;
-- clean

-- case: text to varchar
-- file: db/1_a.up.sql
CREATE TABLE users (email text);
-- file: db/2_b.up.sql
ALTER TABLE users ALTER COLUMN email SET DATA TYPE character varying(50);
-- finds: db/2_b.up.sql:1:52-73 narrowing-type-change

-- case: the table is made in the same script
-- file: db/1_a.up.sql
CREATE TABLE users (email text);
ALTER TABLE users ALTER COLUMN email TYPE varchar(10);
-- clean

-- case: CREATE TABLE IF NOT EXISTS of a table that is there makes nothing new
-- file: db/1_a.up.sql
CREATE TABLE users (email text);
-- file: db/2_b.up.sql
CREATE TABLE IF NOT EXISTS users (email text);
ALTER TABLE users ALTER COLUMN email TYPE varchar(10);
-- finds: db/2_b.up.sql:2 narrowing-type-change
-- related: db/1_a.up.sql:1

-- case: a smaller integer, and a larger one
-- file: db/1_a.up.sql
CREATE TABLE t (a bigint, b int, c smallint, d int8, e integer);
-- file: db/2_b.up.sql
ALTER TABLE t
  ALTER COLUMN a TYPE int,
  ALTER COLUMN b TYPE bigint,
  ALTER COLUMN c TYPE integer,
  ALTER d TYPE int2,
  ALTER e TYPE int4;
-- finds: db/2_b.up.sql:2:23-26 narrowing-type-change
-- finds: db/2_b.up.sql:5:16-20 narrowing-type-change

-- case: serials are integers
-- file: db/1_a.up.sql
CREATE TABLE t (a bigserial PRIMARY KEY, b serial);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER COLUMN b TYPE bigint;
ALTER TABLE t ALTER COLUMN a TYPE integer;
-- finds: db/2_b.up.sql:2 narrowing-type-change

-- case: fewer digits before the point, fewer after it
-- file: db/1_a.up.sql
CREATE TABLE t (a numeric(12,2), b numeric(12,2), c numeric(12,2), d numeric);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE numeric(10,2);
ALTER TABLE t ALTER b TYPE numeric(12,1);
ALTER TABLE t ALTER c TYPE numeric(12,4);
ALTER TABLE t ALTER d TYPE decimal(30,10);
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:2 narrowing-type-change
-- finds: db/2_b.up.sql:3 narrowing-type-change
-- finds: db/2_b.up.sql:4 narrowing-type-change

-- case: more digits of each kind
-- file: db/1_a.up.sql
CREATE TABLE t (a numeric(12,2), b numeric(10,2), c dec(5), d numeric(4,2));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE numeric(14,4);
ALTER TABLE t ALTER b TYPE numeric(12,2);
ALTER TABLE t ALTER c TYPE numeric(5,0);
ALTER TABLE t ALTER d TYPE numeric;
-- clean

-- case: numeric and integers
-- file: db/1_a.up.sql
CREATE TABLE t (a int, b int, c bigint, d numeric(4,0), e numeric(10,0), f numeric(9,0));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE numeric(10,0);
ALTER TABLE t ALTER b TYPE numeric(9,0);
ALTER TABLE t ALTER c TYPE numeric(19);
ALTER TABLE t ALTER d TYPE smallint;
ALTER TABLE t ALTER e TYPE int;
ALTER TABLE t ALTER f TYPE int;
-- finds: db/2_b.up.sql:2 narrowing-type-change
-- finds: db/2_b.up.sql:5 narrowing-type-change

-- case: numeric(10,0) needs 11 characters
-- file: db/1_a.up.sql
CREATE TABLE t (a numeric(10,0), b numeric(10,0), c numeric(10,2), d numeric(10,2), e int, f int);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE varchar(11);
ALTER TABLE t ALTER b TYPE varchar(10);
ALTER TABLE t ALTER c TYPE varchar(12);
ALTER TABLE t ALTER d TYPE varchar(11);
ALTER TABLE t ALTER e TYPE varchar(11);
ALTER TABLE t ALTER f TYPE varchar(10);
-- finds: db/2_b.up.sql:2 narrowing-type-change
-- finds: db/2_b.up.sql:4 narrowing-type-change
-- finds: db/2_b.up.sql:6 narrowing-type-change

-- case: timestamp to date, and date to timestamp
-- file: db/1_a.up.sql
CREATE TABLE t (a timestamp, b timestamptz, c date, d timestamp with time zone);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE date;
ALTER TABLE t ALTER b TYPE date USING b::date;
ALTER TABLE t ALTER c TYPE timestamp;
ALTER TABLE t ALTER d TYPE timestamptz;
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:2 narrowing-type-change

-- case: timestamp and timestamptz are a matter of their own
-- file: db/1_a.up.sql
CREATE TABLE t (a timestamp, b timestamptz);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE timestamptz;
ALTER TABLE t ALTER b TYPE timestamp USING b AT TIME ZONE 'UTC';
-- clean

-- case: fractions of a second
-- file: db/1_a.up.sql
CREATE TABLE t (a timestamptz(6), b timestamptz(3));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE timestamptz(0);
ALTER TABLE t ALTER b TYPE timestamptz(6);
-- finds: db/2_b.up.sql:1 narrowing-type-change

-- case: text to integer can fail, integer to text cannot
-- file: db/1_a.up.sql
CREATE TABLE t (a text, b int, c uuid, d varchar(36));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE int USING a::int;
ALTER TABLE t ALTER b TYPE text;
ALTER TABLE t ALTER c TYPE varchar(36);
ALTER TABLE t ALTER d TYPE uuid USING d::uuid;
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:4 narrowing-type-change

-- case: an explicit cast cuts without a word
-- file: db/1_a.up.sql
CREATE TABLE t (a varchar(100));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE varchar(10) USING a::varchar(10);
-- finds: db/2_b.up.sql:1:28-39 narrowing-type-change

-- case: floats
-- file: db/1_a.up.sql
CREATE TABLE t (a double precision, b real, c int, d float(53), e int);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE real;
ALTER TABLE t ALTER b TYPE float8;
ALTER TABLE t ALTER c TYPE double precision;
ALTER TABLE t ALTER d TYPE integer;
ALTER TABLE t ALTER e TYPE real;
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:4 narrowing-type-change
-- finds: db/2_b.up.sql:5 narrowing-type-change

-- case: char is padded
-- file: db/1_a.up.sql
CREATE TABLE t (a char(10), b char(10), c char(2));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE char(5);
ALTER TABLE t ALTER b TYPE varchar(10);
ALTER TABLE t ALTER c TYPE character(20);
-- finds: db/2_b.up.sql:1 narrowing-type-change

-- case: through a renamed table and a renamed column
-- file: db/1_a.up.sql
CREATE TABLE users (mail varchar(320));
-- file: db/2_b.up.sql
ALTER TABLE users RENAME TO accounts;
ALTER TABLE accounts RENAME COLUMN mail TO email;
-- file: db/3_c.up.sql
ALTER TABLE accounts ALTER COLUMN email TYPE varchar(100);
-- finds: db/3_c.up.sql:1 narrowing-type-change
-- related: db/1_a.up.sql:1

-- case: through a renamed column, and back in length
-- file: db/1_a.up.sql
CREATE TABLE users (mail varchar(100));
-- file: db/2_b.up.sql
ALTER TABLE users RENAME mail TO email;
ALTER TABLE users ADD COLUMN mail varchar(500);
-- file: db/3_c.up.sql
ALTER TABLE users ALTER COLUMN email TYPE varchar(200);
-- clean

-- case: schemas with a table of the same name
-- file: db/1_a.up.sql
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE a.t (x varchar(10));
CREATE TABLE b.t (x varchar(100));
-- file: db/2_b.up.sql
ALTER TABLE a.t ALTER x TYPE varchar(50);
ALTER TABLE b.t ALTER x TYPE varchar(50);
-- finds: db/2_b.up.sql:2 narrowing-type-change
-- says: b.t.x from varchar(100)

-- case: the search path decides
-- file: db/1_a.up.sql
CREATE SCHEMA a;
CREATE TABLE a.t (x varchar(10));
CREATE TABLE public.t (x varchar(100));
-- file: db/2_b.up.sql
SET LOCAL search_path = a;
ALTER TABLE t ALTER x TYPE varchar(50);
-- clean

-- case: a table moved to another schema
-- file: db/1_a.up.sql
CREATE SCHEMA archive;
CREATE TABLE t (x varchar(100));
-- file: db/2_b.up.sql
ALTER TABLE t SET SCHEMA archive;
-- file: db/3_c.up.sql
ALTER TABLE archive.t ALTER x TYPE varchar(50);
-- finds: db/3_c.up.sql:1 narrowing-type-change

-- case: quoted names keep their capitals
-- file: db/1_a.up.sql
CREATE TABLE "Users" ("EMail" varchar(100), email varchar(10));
-- file: db/2_b.up.sql
ALTER TABLE ONLY public."Users" ALTER COLUMN "EMail" TYPE varchar(50), ALTER COLUMN EMAIL TYPE varchar(50);
-- finds: db/2_b.up.sql:1:59-70 narrowing-type-change
-- says: "Users"."EMail" from

-- case: folding of unquoted names
-- file: db/1_a.up.sql
create table Users (Email VARCHAR(100));
-- file: db/2_b.up.sql
ALTER TABLE IF EXISTS USERS ALTER COLUMN EMAIL TYPE VARCHAR(50);
-- finds: db/2_b.up.sql:1:53-64 narrowing-type-change

-- case: ADD COLUMN, and a second change
-- file: db/1_a.up.sql
CREATE TABLE t (id int);
-- file: db/2_b.up.sql
ALTER TABLE t ADD COLUMN x varchar(20);
-- file: db/3_c.up.sql
ALTER TABLE t ALTER x TYPE varchar(200);
-- file: db/4_d.up.sql
ALTER TABLE t ALTER x TYPE varchar(100);
-- finds: db/4_d.up.sql:1 narrowing-type-change
-- related: db/3_c.up.sql:1

-- case: ADD COLUMN IF NOT EXISTS on a column that is there
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
ALTER TABLE t ADD COLUMN IF NOT EXISTS x varchar(20);
-- file: db/3_c.up.sql
ALTER TABLE t ALTER x TYPE varchar(100);
-- finds: db/3_c.up.sql:1 narrowing-type-change
-- related: db/1_a.up.sql:1

-- case: dropped and added anew with another type
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
ALTER TABLE t DROP COLUMN x, ADD COLUMN x varchar(20);
-- file: db/3_c.up.sql
ALTER TABLE t ALTER x TYPE varchar(100);
-- clean

-- case: domains
-- file: db/1_a.up.sql
CREATE DOMAIN name50 AS varchar(50);
CREATE DOMAIN name100 AS varchar(100);
CREATE TABLE t (a name100, b name50, c name50);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE name50;
ALTER TABLE t ALTER b TYPE name100;
ALTER TABLE t ALTER c TYPE text;
-- finds: db/2_b.up.sql:1 narrowing-type-change

-- case: a domain that checks
-- file: db/1_a.up.sql
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE t (a int, b positive);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE positive;
ALTER TABLE t ALTER b TYPE bigint;
-- finds: db/2_b.up.sql:1 narrowing-type-change

-- case: arrays
-- file: db/1_a.up.sql
CREATE TABLE t (a varchar(100)[], b int[], c bigint[], d text[]);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE varchar(50)[];
ALTER TABLE t ALTER b TYPE bigint[];
ALTER TABLE t ALTER c TYPE int[];
ALTER TABLE t ALTER d TYPE text[] USING d;
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:3 narrowing-type-change

-- case: enums
-- file: db/1_a.up.sql
CREATE TYPE small AS ENUM ('a', 'b');
CREATE TYPE large AS ENUM ('a', 'b', 'c');
CREATE TABLE t (x large, y small, z text, w small);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER x TYPE small USING x::text::small;
ALTER TABLE t ALTER y TYPE large USING y::text::large;
ALTER TABLE t ALTER z TYPE small USING z::small;
ALTER TABLE t ALTER w TYPE text;
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:3 narrowing-type-change

-- case: the enum is renamed, made anew with more labels, and the column follows
-- file: db/1_a.up.sql
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (x mood);
-- file: db/2_b.up.sql
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
ALTER TABLE t ALTER COLUMN x TYPE mood USING x::text::mood;
DROP TYPE mood_old;
-- file: db/2_b.down.sql
ALTER TYPE mood RENAME TO mood_new;
CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TABLE t ALTER COLUMN x TYPE mood USING x::text::mood;
DROP TYPE mood_new;
-- finds: db/2_b.down.sql:3 narrowing-type-change

-- case: json
-- file: db/1_a.up.sql
CREATE TABLE t (a json, b jsonb, c text);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER b TYPE text USING b::text;
ALTER TABLE t ALTER c TYPE jsonb USING c::jsonb;
-- finds: db/2_b.up.sql:2 narrowing-type-change

-- case: an unknown table is counted, not guessed
-- file: db/1_a.up.sql
ALTER TABLE users ALTER COLUMN email TYPE varchar(50);
-- clean
-- counts: the type of a column before ALTER COLUMN TYPE

-- case: a Go migration between leaves the type unknown
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE t (x varchar(100));
-- +goose Down
DROP TABLE t;
-- file: migrations/00002_b.go
package migrations
-- file: migrations/00003_c.sql
-- +goose Up
ALTER TABLE t ALTER x TYPE varchar(50);
-- +goose Down
ALTER TABLE t ALTER x TYPE varchar(100);
-- clean
-- counts: the type of a column before ALTER COLUMN TYPE

-- case: what was set after the Go migration is known
-- file: migrations/00001_a.go
package migrations
-- file: migrations/00002_b.sql
-- +goose Up
ALTER TABLE t ADD COLUMN x varchar(100);
-- +goose Down
ALTER TABLE t DROP COLUMN x;
-- file: migrations/00003_c.sql
-- +goose Up
ALTER TABLE t ALTER x TYPE varchar(50);
-- +goose Down
ALTER TABLE t ALTER x TYPE varchar(100);
-- finds: migrations/00003_c.sql:2 narrowing-type-change

-- case: a down that narrows back
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(100));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER x TYPE varchar(200);
-- file: db/2_b.down.sql
ALTER TABLE t ALTER x TYPE varchar(100);
-- finds: db/2_b.down.sql:1:28-40 narrowing-type-change error
-- related: db/2_b.up.sql:1

-- case: a down that widens back
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
-- pgmiglint-disable-next-statement narrowing-type-change -- nothing is longer
ALTER TABLE t ALTER x TYPE varchar(100);
-- file: db/2_b.down.sql
ALTER TABLE t ALTER x TYPE varchar(200);
-- clean

-- case: a down that checks before it narrows
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(100));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER x TYPE varchar(200);
-- file: db/2_b.down.sql
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM t WHERE length(x) > 100) THEN
    RAISE EXCEPTION 'too long for the old column';
  END IF;
END $$;
ALTER TABLE t ALTER x TYPE varchar(100);
-- clean

-- case: a check with a count in a variable
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
DO $$
DECLARE n bigint;
BEGIN
  SELECT count(*) INTO n FROM public.t AS old WHERE char_length(old.x) > 100;
  IF n > 0 THEN
    RAISE EXCEPTION USING MESSAGE = n || ' rows are too long';
  END IF;
END $$;
ALTER TABLE t ALTER x TYPE varchar(100);
-- clean

-- case: a DO block that only gives notice
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM t WHERE length(x) > 100) THEN
    RAISE NOTICE 'too long';
  END IF;
END $$;
ALTER TABLE t ALTER x TYPE varchar(100);
-- finds: db/2_b.up.sql:7 narrowing-type-change

-- case: a DO block that looks at another column
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200), y varchar(200));
-- file: db/2_b.up.sql
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM t WHERE length(y) > 100) THEN
    RAISE EXCEPTION 'too long';
  END IF;
END $$;
ALTER TABLE t ALTER x TYPE varchar(100);
-- finds: db/2_b.up.sql:7 narrowing-type-change

-- case: a DO block that catches what it raises
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM t WHERE length(x) > 100) THEN
    RAISE EXCEPTION 'too long';
  END IF;
EXCEPTION WHEN OTHERS THEN NULL;
END $$;
ALTER TABLE t ALTER x TYPE varchar(100);
-- finds: db/2_b.up.sql:8 narrowing-type-change

-- case: a check that comes too late
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
ALTER TABLE t ALTER x TYPE varchar(100);
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM t WHERE length(x) > 100) THEN RAISE EXCEPTION 'too long'; END IF;
END $$;
-- finds: db/2_b.up.sql:1 narrowing-type-change

-- case: several commands and comments in one ALTER, CRLF
-- file: db/1_a.up.sql crlf
CREATE TABLE t (
  a varchar(200), -- the first
  b numeric(12,2)
);
-- file: db/2_b.up.sql crlf
/* ä */ ALTER TABLE t
  ADD COLUMN c int, -- TYPE text
  ALTER COLUMN a /* old: varchar(200) */ TYPE varchar(100), ALTER COLUMN b SET DATA TYPE numeric( 8 , 2 );
-- finds: db/2_b.up.sql:3:47-59 narrowing-type-change
-- finds: db/2_b.up.sql:3:90-106 narrowing-type-change
-- related: db/1_a.up.sql:3

-- case: in a DO block, and by a constant EXECUTE
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200), y varchar(200));
-- file: db/2_b.up.sql
DO $$ BEGIN
  ALTER TABLE t ALTER x TYPE varchar(100);
  EXECUTE 'ALTER TABLE t ALTER y TYPE varchar(100)';
END $$;
-- finds: db/2_b.up.sql:2 narrowing-type-change
-- finds: db/2_b.up.sql:3 narrowing-type-change

-- case: a partition follows its parent
-- file: db/1_a.up.sql
CREATE TABLE m (d date NOT NULL, x varchar(200)) PARTITION BY RANGE (d);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- file: db/2_b.up.sql
ALTER TABLE m ALTER x TYPE varchar(100);
-- finds: db/2_b.up.sql:1 narrowing-type-change

-- case: LIKE and CREATE TABLE AS bring their types along
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
CREATE TABLE u (LIKE t INCLUDING ALL);
CREATE TABLE v AS SELECT x FROM t;
-- file: db/2_b.up.sql
ALTER TABLE u ALTER x TYPE varchar(100);
-- file: db/3_c.up.sql
ALTER TABLE v ALTER x TYPE varchar(300);
-- finds: db/2_b.up.sql:1 narrowing-type-change

-- case: a dump as the beginning of the history
-- file: .pgmiglintrc.json
{ "sets": { "db": { "schema": "structure.sql" } } }
-- file: structure.sql
SET search_path = '';
CREATE TABLE public.users (
    id bigint NOT NULL,
    email character varying(320)
);
-- file: db/2_b.up.sql
ALTER TABLE users ALTER COLUMN email TYPE varchar(255);
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- related: structure.sql:4

-- case: a view and a temporary table of that name
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
CREATE TEMP TABLE scratch (x varchar(200));
ALTER TABLE scratch ALTER x TYPE varchar(100);
-- clean

-- case: Flyway in the order of its versions
-- file: db/migration/V1.10__c.sql
ALTER TABLE t ALTER x TYPE varchar(150);
-- file: db/migration/V1.2__b.sql
ALTER TABLE t ALTER x TYPE varchar(100);
-- file: db/migration/V1__a.sql
CREATE TABLE t (x varchar(50));
-- clean

-- case: Prisma spells types its own way
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE "User" ("id" SERIAL NOT NULL, "name" VARCHAR(191) NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
-- file: prisma/migrations/20240102000000_b/migration.sql
ALTER TABLE "User" ALTER COLUMN "name" SET DATA TYPE VARCHAR(100);
-- finds: prisma/migrations/20240102000000_b/migration.sql:1:54-66 narrowing-type-change error

-- case: rows that do not fit are deleted or shortened first
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200), y varchar(200));
-- file: db/2_b.up.sql
DELETE FROM t WHERE length(x) > 100;
UPDATE t SET y = left(y, 100);
ALTER TABLE t ALTER x TYPE varchar(100), ALTER y TYPE varchar(100);
-- clean

-- case: the same type in other words
-- file: db/1_a.up.sql
CREATE TABLE t (a int4, b timestamp with time zone, c character varying(10), d bool, e decimal(5,2), f double precision);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE integer, ALTER b TYPE timestamptz, ALTER c TYPE varchar(10), ALTER d TYPE boolean, ALTER e TYPE numeric(5,2), ALTER f TYPE float;
-- clean

-- case: the user’s own expression is not second-guessed
-- file: db/1_a.up.sql
CREATE TABLE t (a varchar(200), b text, c int, d text);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE varchar(100) USING left(a, 100);
ALTER TABLE t ALTER c TYPE boolean USING (c <> 0);
ALTER TABLE t ALTER d TYPE varchar(9) USING CASE WHEN length(d) > 9 THEN 'long' ELSE d END;
-- clean
-- counts: what a USING expression makes of the values

-- case: dropped and made anew as another table
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
DROP TABLE t;
CREATE TABLE t (x varchar(20));
-- file: db/3_c.up.sql
ALTER TABLE t ALTER x TYPE varchar(100);
-- clean

-- case: emptied first
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
TRUNCATE t;
ALTER TABLE t ALTER x TYPE varchar(100);
-- clean

-- case: a table made under another name by the same script
-- file: db/1_a.up.sql
CREATE TABLE t_new (x varchar(200));
ALTER TABLE t_new RENAME TO t;
ALTER TABLE t ALTER x TYPE varchar(100);
-- clean

-- case: ALTER TYPE and the word TYPE elsewhere
-- file: db/1_a.up.sql
CREATE TABLE t (type varchar(200), x text DEFAULT 'ALTER COLUMN type TYPE varchar(1)');
ALTER TYPE pair ALTER ATTRIBUTE a TYPE varchar(10);
-- file: db/2_b.up.sql
COMMENT ON COLUMN t.type IS 'ALTER TABLE t ALTER type TYPE varchar(1)';
ALTER TABLE t ALTER COLUMN type TYPE varchar(201);
-- clean

-- case: char to text keeps every value
-- file: db/1_a.up.sql
CREATE TABLE t (a char(10), b varchar(10), c name, d "char");
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE text, ALTER b TYPE text, ALTER c TYPE text, ALTER d TYPE text;
-- clean

-- case: booleans, uuids and dates to text
-- file: db/1_a.up.sql
CREATE TABLE t (a boolean, b uuid, c date, d inet, e jsonb);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE varchar(5), ALTER b TYPE text, ALTER c TYPE varchar(10), ALTER d TYPE text, ALTER e TYPE text;
-- clean

-- case: a boolean into too few letters
-- file: db/1_a.up.sql
CREATE TABLE t (a boolean, b uuid, c date);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER a TYPE varchar(4);
ALTER TABLE t ALTER b TYPE varchar(35);
ALTER TABLE t ALTER c TYPE varchar(9);
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:2 narrowing-type-change
-- finds: db/2_b.up.sql:3 narrowing-type-change

-- case: a column of an inherited table
-- file: db/1_a.up.sql
CREATE TABLE parent (x varchar(200));
CREATE TABLE child (y int) INHERITS (parent);
-- file: db/2_b.up.sql
ALTER TABLE parent ALTER x TYPE varchar(300);
-- file: db/3_c.up.sql
ALTER TABLE parent ALTER x TYPE varchar(250);
-- finds: db/3_c.up.sql:1 narrowing-type-change

-- case: widening in several steps, down untouched
-- file: migrations/001_a.sql
CREATE TABLE t (x numeric(4,1));
-- file: migrations/001_rollback_a.sql
DROP TABLE t;
-- file: migrations/002_b.sql
ALTER TABLE t ALTER x TYPE numeric(6,2);
ALTER TABLE t ALTER x TYPE numeric;
-- file: migrations/002_rollback_b.sql
SELECT 1;
-- clean

-- case: a dump, and a change that widens
-- file: .pgmiglintrc.json
{ "sets": { "db": { "schema": "structure.sql" } } }
-- file: structure.sql
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.users (
    email character varying(100)
);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (email);
-- file: db/2_b.up.sql
ALTER TABLE users ALTER COLUMN email TYPE varchar(255);
-- clean

-- case: checked, then renamed, then narrowed
-- file: db/1_a.up.sql
CREATE TABLE t (x varchar(200));
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM t WHERE length(x) > 100) THEN RAISE EXCEPTION 'too long'; END IF;
END $$;
ALTER TABLE t RENAME x TO y;
ALTER TABLE t RENAME TO u;
ALTER TABLE u ALTER y TYPE varchar(100);
-- clean

-- case: a table that was made by another migration of the same run is not new
-- file: db/1_a.up.sql
CREATE TABLE t (x int, y int, z int);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER x TYPE bigint;
ALTER TABLE t ALTER y TYPE numeric(10);
ALTER TABLE t ALTER z TYPE double precision;
-- clean

-- case: the new table of a partition and its parent
-- file: db/1_a.up.sql
CREATE TABLE m (d date, x int) PARTITION BY RANGE (d);
-- file: db/2_b.up.sql
ALTER TABLE m ALTER x TYPE bigint;
-- clean

-- case: narrowed only where everything fits
-- file: db/1_a.up.sql
CREATE TABLE t (x text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM t WHERE length(x) > 10) THEN
    ALTER TABLE t ALTER COLUMN x TYPE varchar(10);
  END IF;
END $$;
-- clean

-- case: a renamed schema
-- file: db/1_a.up.sql
CREATE SCHEMA a;
CREATE TABLE a.t (x varchar(100));
-- file: db/2_b.up.sql
ALTER SCHEMA a RENAME TO b;
-- file: db/3_c.up.sql
ALTER TABLE b.t ALTER x TYPE varchar(50);
-- finds: db/3_c.up.sql:1 narrowing-type-change

-- case: a search path by set_config, and a renamed enum
-- file: db/1_a.up.sql
CREATE SCHEMA a;
CREATE TYPE e AS ENUM ('a');
CREATE TABLE a.t (x varchar(10), y e);
CREATE TABLE public.t (x varchar(100));
-- file: db/2_b.up.sql
ALTER TYPE e RENAME TO f;
SELECT set_config('search_path', 'a, public', false);
ALTER TABLE t ALTER x TYPE varchar(50), ALTER y TYPE f;
-- clean

-- case: several commands in a DO block have their own lines
-- file: db/1_a.up.sql
CREATE TABLE t (x text, y text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  ALTER TABLE t
    ALTER COLUMN x TYPE text,
    ALTER COLUMN y TYPE varchar(10);
END $$;
-- finds: db/2_b.up.sql:4:25-36 narrowing-type-change

-- case: a cast between, of what fits all the same
-- file: db/1_a.up.sql
CREATE TABLE t (x int, y uuid);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER x TYPE varchar(11) USING x::text, ALTER y TYPE varchar(36) USING y::text;
-- clean

-- case: a cast between, and too little room
-- file: db/1_a.up.sql
CREATE TABLE t (x int, y int);
-- file: db/2_b.up.sql
ALTER TABLE t ALTER x TYPE varchar(10) USING x::text;
ALTER TABLE t ALTER y TYPE bigint USING y::text;
-- finds: db/2_b.up.sql:1 narrowing-type-change
-- finds: db/2_b.up.sql:2 narrowing-type-change
