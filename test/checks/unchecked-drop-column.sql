-- case: dropped just so
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:1:19-36 unchecked-drop-column error
-- says: DROP COLUMN deletes users.phone
-- instead: WHERE phone IS NOT NULL

-- case: IF EXISTS is no check, and COLUMN a word too many
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, fax text);
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN IF EXISTS phone;
ALTER TABLE users DROP fax;
-- finds: db/2_b.up.sql:1:19-46 unchecked-drop-column
-- says: IF EXISTS does not look at its data
-- finds: db/2_b.up.sql:2:19-27 unchecked-drop-column

-- case: a DO block looked first
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM users WHERE phone IS NOT NULL) THEN
    RAISE EXCEPTION 'phone numbers are left';
  END IF;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: a DO block counted first
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $body$
DECLARE
  left_over integer;
BEGIN
  SELECT count(u.phone) INTO STRICT left_over FROM public.users u;
  IF left_over <> 0 THEN
    RAISE EXCEPTION '% phone numbers are left', left_over;
  END IF;
END
$body$;
ALTER TABLE public.users DROP COLUMN IF EXISTS phone;
-- clean

-- case: ASSERT looks as well
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  ASSERT NOT EXISTS (SELECT FROM users WHERE phone <> ''), 'phone numbers are left';
END $$;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: a DO block looked at another column
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, fax text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM users WHERE fax IS NOT NULL) THEN RAISE EXCEPTION 'x'; END IF;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:4 unchecked-drop-column

-- case: a DO block looked at another table
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
CREATE TABLE firms (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM firms WHERE phone IS NOT NULL) THEN RAISE EXCEPTION 'x'; END IF;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:4 unchecked-drop-column

-- case: a DO block that looks but does not raise
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM users WHERE phone IS NOT NULL) THEN RAISE WARNING 'x'; END IF;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:4 unchecked-drop-column

-- case: a DO block that asks only whether the column is there
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'phone') THEN
    ALTER TABLE users DROP COLUMN phone;
  END IF;
END $$;
-- finds: db/2_b.up.sql:3:23-40 unchecked-drop-column

-- case: a DO block that looked afterwards
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN phone;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM users WHERE phone IS NOT NULL) THEN RAISE EXCEPTION 'x'; END IF;
END $$;
-- finds: db/2_b.up.sql:1 unchecked-drop-column

-- case: a DO block that raises always says nothing of the data
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF current_user = 'postgres' THEN RAISE EXCEPTION 'not as superuser'; END IF;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:4 unchecked-drop-column

-- case: the check was in an earlier migration
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM users WHERE phone IS NOT NULL) THEN RAISE EXCEPTION 'x'; END IF;
END $$;
-- file: db/3_c.up.sql
ALTER TABLE users DROP COLUMN phone;
-- finds: db/3_c.up.sql:1 unchecked-drop-column

-- case: copied to another column
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, contact text);
-- file: db/2_b.up.sql
UPDATE users SET contact = coalesce(contact, phone);
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: copied to another table
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
CREATE TABLE phones (user_id int, phone text);
-- file: db/2_b.up.sql
INSERT INTO phones (user_id, phone) SELECT id, phone FROM users WHERE phone IS NOT NULL;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: copied by an alias, a star, a WITH
-- file: db/1_a.up.sql
CREATE TABLE users (id int, a text, b text, c text);
CREATE TABLE kept (id int, a text, b text, c text);
-- file: db/2_b.up.sql
INSERT INTO kept (id, a) SELECT u.id, u.a FROM users AS u;
ALTER TABLE users DROP COLUMN a;
-- file: db/3_c.up.sql
WITH old AS (SELECT id, b FROM users) INSERT INTO kept (id, b) SELECT id, b FROM old;
ALTER TABLE users DROP COLUMN b;
-- file: db/4_d.up.sql
CREATE TABLE users_backup AS TABLE users;
ALTER TABLE users DROP COLUMN c;
-- clean

-- case: another table is updated from it
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
CREATE TABLE contacts (user_id int, phone text);
-- file: db/2_b.up.sql
UPDATE contacts SET phone = users.phone FROM users WHERE users.id = contacts.user_id;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: set to itself, or only read in WHERE
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, n int);
-- file: db/2_b.up.sql
UPDATE users SET phone = trim(phone);
UPDATE users SET n = 1 WHERE phone IS NOT NULL;
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:3 unchecked-drop-column

-- case: another column is copied
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, fax text);
CREATE TABLE phones (user_id int, phone text);
-- file: db/2_b.up.sql
INSERT INTO phones (user_id, phone) SELECT id, fax FROM users;
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:2 unchecked-drop-column

-- case: copied after it was dropped
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, contact text);
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN phone;
UPDATE users SET contact = phone;
-- finds: db/2_b.up.sql:1 unchecked-drop-column

-- case: a down removes what its up added
-- file: db/1_a.up.sql
CREATE TABLE users (id int);
-- file: db/2_b.up.sql
ALTER TABLE users ADD COLUMN phone text;
-- file: db/2_b.down.sql
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: a down removes what its up added under IF NOT EXISTS
-- file: db/1_a.up.sql
CREATE TABLE users (id int);
-- file: db/2_b.up.sql
ALTER TABLE "users" ADD IF NOT EXISTS "phone" text;
-- file: db/2_b.down.sql
ALTER TABLE IF EXISTS public.users DROP COLUMN IF EXISTS phone CASCADE;
-- clean

-- case: a down removes another column than its up added
-- file: db/1_a.up.sql
CREATE TABLE users (id int, fax text);
-- file: db/2_b.up.sql
ALTER TABLE users ADD COLUMN phone text;
-- file: db/2_b.down.sql
ALTER TABLE users DROP COLUMN fax;
-- finds: db/2_b.down.sql:1 unchecked-drop-column

-- case: a down of a rename removes the data
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
ALTER TABLE users RENAME COLUMN phone TO tel;
-- file: db/2_b.down.sql
ALTER TABLE users DROP COLUMN tel;
-- finds: db/2_b.down.sql:1 unchecked-drop-column

-- case: a down of what a Go migration may have added is not known
-- file: migrations/00001_a.go
package migrations
-- file: migrations/00002_b.sql
-- +goose Up
SELECT 1;
-- +goose Down
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: goose, both directions in one file
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE users (id int, fax text);
-- +goose Down
DROP TABLE users;
-- file: migrations/00002_b.sql
-- +goose Up
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE users DROP COLUMN fax;
-- +goose Down
ALTER TABLE users DROP COLUMN phone;
ALTER TABLE users ADD COLUMN fax text;
-- finds: migrations/00002_b.sql:3:19-34 unchecked-drop-column

-- case: a column and a table of the same script
-- file: db/1_a.up.sql
CREATE TABLE users (id int);
-- file: db/2_b.up.sql
ALTER TABLE users ADD COLUMN scratch text;
ALTER TABLE users DROP COLUMN scratch;
CREATE TABLE t (a int, b int);
ALTER TABLE t DROP COLUMN b;
-- clean

-- case: a temporary and a generated column
-- file: db/1_a.up.sql
CREATE TABLE users (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
-- file: db/2_b.up.sql
CREATE TEMP TABLE scratch (a int, b int);
ALTER TABLE scratch DROP COLUMN b;
ALTER TABLE users DROP COLUMN b;
-- clean

-- case: a view makes it fail
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
CREATE VIEW phones AS SELECT id, phone FROM users;
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:1 drop-with-dependents
-- says: The statement fails with 2BP01.
-- related: db/1_a.up.sql:2

-- case: CASCADE takes the view along
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
CREATE VIEW phones AS SELECT id, phone FROM users;
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN phone CASCADE;
-- finds: db/2_b.up.sql:1 unchecked-drop-column
-- says: CASCADE drops view phones too.

-- case: indexes and constraints go silently
-- file: db/1_a.up.sql
CREATE TABLE users (
  id int,
  phone text,
  CONSTRAINT phone_once UNIQUE (id, phone)
);
CREATE INDEX by_phone ON users (lower(phone));
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN phone;
-- finds: db/2_b.up.sql:1 unchecked-drop-column
-- says: With it silently goes
-- related: db/1_a.up.sql:4
-- related: db/1_a.up.sql:6

-- case: a foreign key of another table makes it fail
-- file: db/1_a.up.sql
CREATE TABLE users (id int PRIMARY KEY, code text UNIQUE);
CREATE TABLE orders (code text REFERENCES users (code));
-- file: db/2_b.up.sql
ALTER TABLE users DROP COLUMN code;
-- finds: db/2_b.up.sql:1 drop-with-dependents
-- says: orders_code_fkey

-- case: its own foreign key goes silently
-- file: db/1_a.up.sql
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int, user_id int REFERENCES users);
-- file: db/2_b.up.sql
ALTER TABLE orders DROP COLUMN user_id;
-- finds: db/2_b.up.sql:1 unchecked-drop-column
-- says: With it silently goes foreign key orders_user_id_fkey

-- case: a generated column makes it fail
-- file: db/1_a.up.sql
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
-- file: db/2_b.up.sql
ALTER TABLE t DROP COLUMN a;
-- finds: db/2_b.up.sql:1 unchecked-drop-column
-- says: 2BP01

-- case: several in one ALTER, CRLF and comments
-- file: db/1_a.up.sql
CREATE TABLE users (id int, "Phone" text, fax text, mail text, contact text);
-- file: db/2_b.up.sql crlf
UPDATE users SET contact = mail;
ALTER TABLE ONLY users
  DROP COLUMN "Phone", -- DROP COLUMN id
  DROP fax /* old */ RESTRICT,
  DROP COLUMN IF EXISTS mail;
-- finds: db/2_b.up.sql:3:3-22 unchecked-drop-column
-- finds: db/2_b.up.sql:4:3-30 unchecked-drop-column

-- case: two schemas with the same table
-- file: db/1_a.up.sql
CREATE SCHEMA a;
CREATE TABLE a.t (x int, y int);
CREATE TABLE t (x int, y int);
-- file: db/2_b.up.sql
UPDATE a.t SET y = x;
ALTER TABLE t DROP COLUMN x;
-- finds: db/2_b.up.sql:2 unchecked-drop-column

-- case: the search path says which table
-- file: db/1_a.up.sql
CREATE SCHEMA a;
CREATE TABLE a.t (x int, y int);
-- file: db/2_b.up.sql
SET search_path TO a, public;
UPDATE t SET y = x;
ALTER TABLE a.t DROP COLUMN x;
-- clean

-- case: checked, then renamed, then dropped
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, contact text);
-- file: db/2_b.up.sql
UPDATE users SET contact = phone;
ALTER TABLE users RENAME COLUMN phone TO phone_old;
ALTER TABLE users DROP COLUMN phone_old;
-- clean

-- case: checked, then the table renamed, then dropped
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, contact text);
-- file: db/2_b.up.sql
UPDATE users SET contact = phone;
ALTER TABLE users RENAME TO accounts;
ALTER TABLE accounts DROP COLUMN phone;
-- clean

-- case: a column that the history has dropped already
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, contact text);
-- file: db/2_b.up.sql
UPDATE users SET contact = phone;
ALTER TABLE users DROP COLUMN phone;
-- file: db/3_c.up.sql
ALTER TABLE users DROP COLUMN IF EXISTS phone;
-- clean

-- case: an unknown table holds data too
-- file: db/1_a.up.sql
ALTER TABLE users DROP COLUMN phone;
-- finds: db/1_a.up.sql:1 unchecked-drop-column

-- case: words in comments, strings and functions
-- file: db/1_a.up.sql
-- ALTER TABLE users DROP COLUMN phone;
COMMENT ON TABLE users IS 'ALTER TABLE users DROP COLUMN phone;';
CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'ALTER TABLE users DROP COLUMN phone';
ALTER TABLE users ALTER COLUMN phone DROP DEFAULT, ALTER phone DROP NOT NULL;
ALTER TABLE users DROP CONSTRAINT phone;
-- clean

-- case: rollback files of psql
-- file: migrations/001_a.sql
ALTER TABLE users ADD COLUMN phone text, ADD COLUMN fax text;
-- file: migrations/001_rollback_a.sql
ALTER TABLE users DROP COLUMN fax, DROP COLUMN phone;
-- clean

-- case: dbmate, what the up dropped does not come back
-- file: db/migrations/20240101000000_a.sql
-- migrate:up
CREATE TABLE users (id int, phone text);
-- migrate:down
DROP TABLE users;
-- file: db/migrations/20240102000000_b.sql
-- migrate:up
ALTER TABLE users DROP COLUMN phone;
-- migrate:down
ALTER TABLE users ADD COLUMN phone text;
-- finds: db/migrations/20240102000000_b.sql:2:19-36 unchecked-drop-column

-- case: Flyway, in a DO block with EXECUTE
-- file: db/migration/V1__a.sql
CREATE TABLE users (id int, phone text);
-- file: db/migration/V2__b.sql
DO $$ BEGIN EXECUTE 'ALTER TABLE users DROP COLUMN phone'; END $$;
-- finds: db/migration/V2__b.sql:1 unchecked-drop-column

-- case: suppressed with a reason
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
-- pgmiglint-disable-next-statement unchecked-drop-column -- exported on 2024-05-01
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: a DO block with a subquery in its condition
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF (SELECT count(*) FROM users WHERE phone IS NOT NULL) > 0 THEN
    RAISE EXCEPTION 'x' USING ERRCODE = 'P0001';
  END IF;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: a loop over rows that raises
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT id, phone FROM users WHERE phone IS NOT NULL LOOP
    RAISE EXCEPTION 'user % has a phone', r.id;
  END LOOP;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: PERFORM and FOUND
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$
BEGIN
  PERFORM 1 FROM users WHERE phone IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'phones are left';
  END IF;
END $$;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: dropped only where nothing is in it
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM users WHERE phone IS NOT NULL) THEN
    ALTER TABLE users DROP COLUMN phone;
  END IF;
END $$;
-- clean

-- case: the condition is of another statement
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM users WHERE phone IS NOT NULL) THEN
    RAISE NOTICE 'nothing in it';
  END IF;
  ALTER TABLE users DROP COLUMN phone;
END $$;
-- finds: db/2_b.up.sql:5:21-38 unchecked-drop-column

-- case: raised, else dropped
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM users WHERE phone IS NOT NULL) THEN
    RAISE EXCEPTION 'phones are left';
  ELSE
    ALTER TABLE users DROP COLUMN phone;
  END IF;
END $$;
-- clean

-- case: several commands in a DO block have their own lines
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text, fax text);
-- file: db/2_b.up.sql
DO $$ BEGIN
  ALTER TABLE users
    DROP COLUMN phone,
    DROP COLUMN IF EXISTS fax;
END $$;
-- finds: db/2_b.up.sql:3:5-22 unchecked-drop-column
-- finds: db/2_b.up.sql:4:5-30 unchecked-drop-column

-- case: kept by SELECT INTO
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
-- file: db/2_b.up.sql
SELECT id, phone INTO users_backup FROM users;
ALTER TABLE users DROP COLUMN phone;
-- clean

-- case: the view was dropped first
-- file: db/1_a.up.sql
CREATE TABLE users (id int, phone text);
CREATE VIEW phones AS SELECT phone FROM users;
-- file: db/2_b.up.sql
-- pgmiglint-disable unchecked-drop-column -- exported
DROP VIEW phones;
ALTER TABLE users DROP COLUMN phone;
-- clean
