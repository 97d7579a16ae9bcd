-- case: golang-migrate, an up alone
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- finds: db/000001_a.up.sql:1:1-25 missing-down error
-- says: 000001_a.down.sql

-- case: golang-migrate, a pair
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
DROP TABLE a;
-- clean

-- case: golang-migrate, the second of two lacks it
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
DROP TABLE a;
-- file: db/000002_b.up.sql
-- a comment first

CREATE TABLE b (id int);
-- finds: db/000002_b.up.sql:1 missing-down

-- case: golang-migrate, versions are numbers, so 2 and 000002 are one
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
DROP TABLE a;
-- file: db/000002_b.up.sql
CREATE TABLE b (id int);
-- file: db/2_b.down.sql
DROP TABLE b;
-- clean

-- case: golang-migrate, the names of up and down may differ
-- file: db/20240101120000_create_a.up.sql
CREATE TABLE a (id int);
-- file: db/20240101120000_drop_a.down.sql
DROP TABLE a;
-- clean

-- case: golang-migrate, an empty down
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
-- finds: db/000001_a.down.sql:1 missing-down error

-- case: golang-migrate, a down of comments
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
-- DROP TABLE a;
/* later */
-- finds: db/000001_a.down.sql:1 missing-down

-- case: golang-migrate, a down of semicolons
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
;
;;
-- finds: db/000001_a.down.sql:1 missing-down

-- case: golang-migrate, a down of a byte order mark and line breaks
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql crlf bom


-- finds: db/000001_a.down.sql:1 missing-down

-- case: golang-migrate, a down that says it cannot
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
DO $$ BEGIN RAISE EXCEPTION 'the old prices are gone'; END $$;
-- clean

-- case: golang-migrate, SELECT 1 is a statement
-- file: db/000001_a.up.sql
INSERT INTO a VALUES (1);
-- file: db/000001_a.down.sql
SELECT 1;
-- clean

-- case: golang-migrate, a down with a syntax error is there all the same
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
DROP TABEL a;
-- finds: db/000001_a.down.sql:1:6-11 syntax-error

-- case: golang-migrate, an empty up has nothing to undo
-- file: db/000001_a.up.sql
-- nothing yet
-- file: db/000002_b.up.sql
CREATE TABLE b (id int);
-- file: db/000002_b.down.sql
DROP TABLE b;
-- clean

-- case: golang-migrate, a down without an up
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
DROP TABLE a;
-- file: db/000003_c.down.sql
DROP TABLE c;
-- finds: db/000003_c.down.sql:1 missing-up error

-- case: golang-migrate, an up under another number than its down
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- file: db/000001_a.down.sql
DROP TABLE a;
-- file: db/000002_b.up.sql
CREATE TABLE b (id int);
-- file: db/000003_b.down.sql
DROP TABLE b;
-- finds: db/000002_b.up.sql:1 missing-down
-- finds: db/000003_b.down.sql:1 missing-up

-- case: golang-migrate, a name with spaces and letters of the world
-- file: db/000001_köln am rhein.up.sql
CREATE TABLE a (id int);
-- file: db/000002_b.up.sql
CREATE TABLE b (id int);
-- file: db/000002_b.down.sql
DROP TABLE b;
-- finds: db/000001_köln am rhein.up.sql:1 missing-down

-- case: goose with both sections
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE a (id int);

-- +goose Down
DROP TABLE a;
-- clean

-- case: goose without a down section
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE a (id int);
-- finds: migrations/00001_a.sql:1 missing-down
-- says: -- +goose Down

-- case: goose with an empty down section
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE a (id int);

-- +goose Down
-- DROP TABLE a;
-- finds: migrations/00001_a.sql:4 missing-down

-- case: goose with an empty statement block in its down
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE a (id int);
-- +goose Down
-- +goose StatementBegin
-- +goose StatementEnd
-- finds: migrations/00001_a.sql:3 missing-down

-- case: goose, annotations without spaces and in small letters
-- file: migrations/00001_a.sql
--+goose up
CREATE TABLE a (id int);
--+goose down
DROP TABLE a;
-- clean

-- case: goose with CRLF
-- file: migrations/00001_a.sql crlf
-- +goose Up
CREATE TABLE a (id int);
-- +goose Down
-- finds: migrations/00001_a.sql:3 missing-down

-- case: goose, a Go migration has its down in Go
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE a (id int);
-- +goose Down
DROP TABLE a;
-- file: migrations/00002_fill.go
package migrations
-- clean

-- case: dbmate with both
-- file: db/migrations/20240101000000_a.sql
-- migrate:up
CREATE TABLE a (id int);
-- migrate:down
DROP TABLE a;
-- clean

-- case: dbmate without a statement in its down
-- file: db/migrations/20240101000000_a.sql
-- migrate:up
CREATE TABLE a (id int);

-- migrate:down

-- finds: db/migrations/20240101000000_a.sql:4 missing-down

-- case: dbmate without a down at all
-- file: db/migrations/20240101000000_a.sql
-- migrate:up
CREATE TABLE a (id int);
-- file: db/migrations/20240102000000_b.sql
-- migrate:up
CREATE TABLE b (id int);
-- migrate:down
DROP TABLE b;
-- finds: db/migrations/20240101000000_a.sql:1 missing-down
-- says: -- migrate:down

-- case: dbmate, a down that leaves the transaction
-- file: db/migrations/20240101000000_a.sql
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY i ON a (b);
-- migrate:down transaction:false
DROP INDEX CONCURRENTLY i;
-- clean

-- case: sqlx reversible, one lacks its down
-- file: migrations/20240101000000_a.up.sql
CREATE TABLE a (id int);
-- file: migrations/20240101000000_a.down.sql
DROP TABLE a;
-- file: migrations/20240102000000_b.up.sql
CREATE TABLE b (id int);
-- file: Cargo.toml
[dependencies]
sqlx = "0.8"
-- finds: migrations/20240102000000_b.up.sql:1 missing-down

-- case: sqlx simple, none has one
-- file: migrations/20240101000000_a.sql
CREATE TABLE a (id int);
-- file: migrations/20240102000000_b.sql
CREATE TABLE b (id int);
-- file: Cargo.toml
[dependencies]
sqlx = "0.8"
-- clean

-- case: Diesel with both
-- file: migrations/2024-01-01-000000_a/up.sql
CREATE TABLE a (id int);
-- file: migrations/2024-01-01-000000_a/down.sql
DROP TABLE a;
-- file: diesel.toml
[migrations_directory]
-- clean

-- case: Diesel with a down that says nothing
-- file: migrations/2024-01-01-000000_a/up.sql
CREATE TABLE a (id int);
-- file: migrations/2024-01-01-000000_a/down.sql
-- This file should undo anything in `up.sql`
-- file: diesel.toml
[migrations_directory]
-- finds: migrations/2024-01-01-000000_a/down.sql:1 missing-down

-- case: Diesel without a down
-- file: migrations/2024-01-01-000000_a/up.sql
CREATE TABLE a (id int);
-- file: diesel.toml
[migrations_directory]
-- finds: migrations/2024-01-01-000000_a/up.sql:1 missing-down

-- case: Flyway has none
-- file: db/migration/V1__a.sql
CREATE TABLE a (id int);
-- file: db/migration/V2__b.sql
CREATE TABLE b (id int);
-- file: db/migration/R__views.sql
CREATE OR REPLACE VIEW v AS SELECT 1 AS one;
-- clean

-- case: Flyway, downs demanded by the configuration
-- file: .pgmiglintrc.json
{ "sets": { "db/migration": { "downs": "expected" } } }
-- file: db/migration/V1__a.sql
CREATE TABLE a (id int);
-- file: db/migration/U1__a.sql
DROP TABLE a;
-- file: db/migration/V2__b.sql
CREATE TABLE b (id int);
-- file: db/migration/R__views.sql
CREATE OR REPLACE VIEW v AS SELECT 1 AS one;
-- finds: db/migration/V2__b.sql:1 missing-down

-- case: Prisma has none
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE "a" ("id" INTEGER NOT NULL);
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- clean

-- case: Drizzle has none
-- file: drizzle/0000_a.sql
CREATE TABLE "a" ("id" integer);
-- file: drizzle/meta/_journal.json
{ "version": "7", "dialect": "postgresql", "entries": [{ "idx": 0, "version": "7", "when": 1, "tag": "0000_a", "breakpoints": true }] }
-- clean

-- case: Supabase has none
-- file: supabase/config.toml
project_id = "a"
-- file: supabase/migrations/20240101000000_a.sql
CREATE TABLE a (id int);
-- clean

-- case: plain pairs, all with downs
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
-- file: migrations/001_a_down.sql
DROP TABLE a;
-- clean

-- case: plain pairs, one without
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
-- file: migrations/001_a_down.sql
DROP TABLE a;
-- file: migrations/002_b.sql
CREATE TABLE b (id int);
-- finds: migrations/002_b.sql:1 missing-down

-- case: plain rollback files, one without
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
-- file: migrations/001_rollback_a.sql
DROP TABLE a;
-- file: migrations/002_b.sql
CREATE TABLE b (id int);
-- finds: migrations/002_b.sql:1 missing-down

-- case: plain rollback files, another wording for the same number
-- file: migrations/001_add_phone_number_to_users.sql
CREATE TABLE a (id int);
-- file: migrations/001_rollback_add_phone.sql
DROP TABLE a;
-- clean

-- case: plain rollback files, a rollback without its up
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
-- file: migrations/001_rollback_a.sql
DROP TABLE a;
-- file: migrations/004_rollback_d.sql
DROP TABLE d;
-- finds: migrations/004_rollback_d.sql:1 missing-up

-- case: plain files of which none has a down
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
-- file: migrations/002_b.sql
CREATE TABLE b (id int);
-- clean

-- case: plain files, downs demanded by the configuration
-- file: .pgmiglintrc.json
{ "sets": { "migrations": { "downs": "expected" } } }
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
-- file: migrations/002_b.sql
CREATE TABLE b (id int);
-- finds: migrations/001_a.sql:1 missing-down
-- finds: migrations/002_b.sql:1 missing-down

-- case: golang-migrate, downs not wanted by the configuration
-- file: .pgmiglintrc.json
{ "sets": { "db": { "downs": "none" } } }
-- file: db/000001_a.up.sql
CREATE TABLE a (id int);
-- clean

-- case: a file says that it has none, and why
-- file: db/000001_a.up.sql
-- pgmiglint-disable missing-down -- the rows cannot be told apart afterwards
DELETE FROM a WHERE b = 1;
-- clean
