-- case: golang-migrate, beside another statement
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- finds: db/1_a.up.sql:2:14-26 concurrently-in-transaction error
-- says: golang-migrate sends 2 statements as one message

-- case: golang-migrate, first of two
-- file: db/1_a.up.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
SELECT 1;
-- finds: db/1_a.up.sql:1:14-26 concurrently-in-transaction

-- case: golang-migrate, alone
-- file: db/1_a.up.sql
-- no table lock
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS a_id ON a (id);
-- clean

-- case: golang-migrate, alone between semicolons and comments
-- file: db/1_a.up.sql
;
/* a; b; */
CREATE INDEX CONCURRENTLY a_id ON a (id);;
-- SELECT 1;
-- clean

-- case: golang-migrate, after a COMMIT in the same file
-- file: db/1_a.up.sql
BEGIN;
CREATE TABLE a (id int);
COMMIT;
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- finds: db/1_a.up.sql:4 concurrently-in-transaction

-- case: golang-migrate with x-multi-statement
-- file: .pgmiglintrc.json
{ "sets": { "db": { "multiStatement": true } } }
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- clean

-- case: golang-migrate with x-multi-statement, inside BEGIN
-- file: .pgmiglintrc.json
{ "sets": { "db": { "multiStatement": true } } }
-- file: db/1_a.up.sql
BEGIN;
CREATE INDEX CONCURRENTLY a_id ON a (id);
COMMIT;
CREATE INDEX CONCURRENTLY a_id2 ON a (id);
-- finds: db/1_a.up.sql:2 concurrently-in-transaction
-- related: db/1_a.up.sql:1

-- case: golang-migrate, a SET before it
-- file: db/1_a.up.sql
SET lock_timeout = '5s';
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- finds: db/1_a.up.sql:2 concurrently-in-transaction

-- case: golang-migrate, two of them are two findings
-- file: db/1_a.up.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
CREATE INDEX CONCURRENTLY a_b ON a (b);
-- finds: db/1_a.up.sql:1 concurrently-in-transaction
-- finds: db/1_a.up.sql:2 concurrently-in-transaction

-- case: golang-migrate, the down
-- file: db/1_a.up.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: db/1_a.down.sql
DROP INDEX CONCURRENTLY a_id;
DROP INDEX CONCURRENTLY IF EXISTS a_b;
-- finds: db/1_a.down.sql:1:12-24 concurrently-in-transaction
-- finds: db/1_a.down.sql:2:12-24 concurrently-in-transaction

-- case: golang-migrate, the down alone
-- file: db/1_a.up.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: db/1_a.down.sql
DROP INDEX CONCURRENTLY IF EXISTS a_id, a_b;
-- clean

-- case: plain pairs are sent as one message
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: migrations/001_a_down.sql
DROP TABLE a;
-- finds: migrations/001_a.sql:2 concurrently-in-transaction
-- says: one message

-- case: rollback files are run by psql
-- file: migrations/001_a.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: migrations/001_rollback_a.sql
DROP INDEX CONCURRENTLY a_id;
DROP TABLE a;
-- clean

-- case: rollback files, inside BEGIN and after it
-- file: migrations/001_a.sql
begin;
create table a (id int);
create index
  concurrently a_id on a (id);
end;
create index concurrently a_id2 on a (id);
-- file: migrations/001_rollback_a.sql
DROP TABLE a;
-- finds: migrations/001_a.sql:4:3-15 concurrently-in-transaction
-- related: migrations/001_a.sql:1

-- case: after ROLLBACK, and after START TRANSACTION
-- file: migrations/001_a.sql
BEGIN WORK;
ROLLBACK;
CREATE INDEX CONCURRENTLY a_id ON a (id);
START TRANSACTION ISOLATION LEVEL SERIALIZABLE;
CREATE INDEX CONCURRENTLY a_id2 ON a (id);
ABORT;
-- file: migrations/001_rollback_a.sql
DROP TABLE a;
-- finds: migrations/001_a.sql:5 concurrently-in-transaction

-- case: COMMIT AND CHAIN begins the next
-- file: migrations/001_a.sql
BEGIN;
COMMIT AND CHAIN;
CREATE INDEX CONCURRENTLY a_id ON a (id);
COMMIT AND NO CHAIN;
CREATE INDEX CONCURRENTLY a_id2 ON a (id);
-- file: migrations/001_rollback_a.sql
DROP TABLE a;
-- finds: migrations/001_a.sql:3 concurrently-in-transaction

-- case: a savepoint ends no transaction
-- file: migrations/001_a.sql
BEGIN;
SAVEPOINT s;
ROLLBACK TO SAVEPOINT s;
RELEASE s;
CREATE INDEX CONCURRENTLY a_id ON a (id);
COMMIT;
-- file: migrations/001_rollback_a.sql
DROP TABLE a;
-- finds: migrations/001_a.sql:5 concurrently-in-transaction

-- case: goose opens a transaction
-- file: migrations/00001_a.sql
-- +goose Up
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- +goose Down
DROP INDEX CONCURRENTLY a_id;
-- finds: migrations/00001_a.sql:2:14-26 concurrently-in-transaction
-- says: NO TRANSACTION
-- finds: migrations/00001_a.sql:4:12-24 concurrently-in-transaction

-- case: goose without a transaction
-- file: migrations/00001_a.sql
-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- +goose Down
DROP INDEX CONCURRENTLY a_id;
DROP TABLE a;
-- clean

-- case: goose, NO TRANSACTION below holds for all of the file
-- file: migrations/00001_a.sql
-- +goose Up
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- +goose Down
-- +goose no transaction
DROP INDEX CONCURRENTLY a_id;
-- clean

-- case: goose, two statements in one block are one message
-- file: migrations/00001_a.sql
-- +goose NO TRANSACTION
-- +goose Up
-- +goose StatementBegin
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- +goose StatementEnd
-- +goose Down
DROP TABLE a;
-- finds: migrations/00001_a.sql:5 concurrently-in-transaction

-- case: goose, one statement in a block
-- file: migrations/00001_a.sql
-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE a (id int);
-- +goose StatementBegin
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- +goose StatementEnd
-- +goose Down
DROP TABLE a;
-- clean

-- case: goose, two statements on one line are one message
-- file: migrations/00001_a.sql
-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = '2s'; CREATE INDEX CONCURRENTLY a_id ON a (id);
-- +goose Down
DROP INDEX a_id;
-- finds: migrations/00001_a.sql:3:39-51 concurrently-in-transaction

-- case: goose, its own COMMIT first
-- file: migrations/00001_a.sql
-- +goose Up
COMMIT;
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- +goose Down
DROP INDEX a_id;
-- clean

-- case: dbmate opens a transaction
-- file: db/migrations/20240101000000_a.sql
-- migrate:up
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- migrate:down
DROP INDEX a_id;
-- finds: db/migrations/20240101000000_a.sql:2 concurrently-in-transaction
-- says: transaction:false

-- case: dbmate, transaction:false and alone
-- file: db/migrations/20240101000000_a.sql
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY a_id ON a (id);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY a_id;
-- clean

-- case: dbmate, transaction:false and two statements
-- file: db/migrations/20240101000000_a.sql
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY a_id ON a (id);
CREATE INDEX CONCURRENTLY a_b ON a (b);
-- migrate:down
DROP INDEX a_id;
-- finds: db/migrations/20240101000000_a.sql:2 concurrently-in-transaction
-- finds: db/migrations/20240101000000_a.sql:3 concurrently-in-transaction

-- case: dbmate, the directive of the up is not the down’s
-- file: db/migrations/20240101000000_a.sql
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- migrate:down
DROP INDEX CONCURRENTLY a_id;
-- finds: db/migrations/20240101000000_a.sql:4 concurrently-in-transaction

-- case: dbmate, transaction:true
-- file: db/migrations/20240101000000_a.sql
-- migrate:up transaction:true
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- migrate:down
DROP INDEX a_id;
-- finds: db/migrations/20240101000000_a.sql:2 concurrently-in-transaction

-- case: sqlx opens a transaction
-- file: Cargo.toml
[dependencies]
sqlx = "0.8"
-- file: migrations/20240101000000_a.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- finds: migrations/20240101000000_a.sql:1 concurrently-in-transaction
-- says: no-transaction

-- case: sqlx, no-transaction in the first bytes
-- file: Cargo.toml
[dependencies]
sqlx = "0.8"
-- file: migrations/20240101000000_a.sql
-- no-transaction
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- clean

-- case: sqlx, no-transaction on the second line is a comment
-- file: Cargo.toml
[dependencies]
sqlx = "0.8"
-- file: migrations/20240101000000_a.sql
-- an index
-- no-transaction
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- finds: migrations/20240101000000_a.sql:3 concurrently-in-transaction

-- case: Flyway sees an index that is made concurrently
-- file: db/migration/V1__a.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: db/migration/V2__b.sql
CREATE UNIQUE INDEX CONCURRENTLY a_b ON a (b);
DROP INDEX CONCURRENTLY a_id;
-- clean

-- case: Flyway, mixed with what needs a transaction
-- file: db/migration/V1__a.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: db/migration/V2__b.sql
SELECT 1;
-- finds: db/migration/V1__a.sql:2 concurrently-in-transaction

-- case: Flyway, its configuration switches the transaction off
-- file: db/migration/V1__a.sql
SET lock_timeout = '5s';
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: db/migration/V1__a.sql.conf
executeInTransaction=false
-- file: db/migration/V2__b.sql
SELECT 1;
-- clean

-- case: Prisma of an unknown version has the benefit of the doubt
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- clean

-- case: Prisma before 7.4 sends one message
-- file: package.json
{ "devDependencies": { "prisma": "^6.2.0" } }
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: prisma/migrations/20240102000000_b/migration.sql
CREATE INDEX CONCURRENTLY a_b ON a (b);
-- finds: prisma/migrations/20240101000000_a/migration.sql:2 concurrently-in-transaction

-- case: Prisma 7.4 cuts
-- file: .pgmiglintrc.json
{ "sets": { "prisma/migrations": { "prismaVersion": "7.4" } } }
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- clean

-- case: Diesel opens a transaction
-- file: diesel.toml
[migrations_directory]
-- file: migrations/2024-01-01-000000_a/up.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: migrations/2024-01-01-000000_a/down.sql
DROP INDEX a_id;
-- finds: migrations/2024-01-01-000000_a/up.sql:1 concurrently-in-transaction
-- says: metadata.toml

-- case: Diesel, its metadata switches it off
-- file: diesel.toml
[migrations_directory]
-- file: migrations/2024-01-01-000000_a/metadata.toml
run_in_transaction = false
-- file: migrations/2024-01-01-000000_a/up.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- file: migrations/2024-01-01-000000_a/down.sql
DROP INDEX CONCURRENTLY a_id;
-- clean

-- case: in a DO block, also where statements go singly
-- file: migrations/001_a.sql
DO $$ BEGIN
  CREATE INDEX CONCURRENTLY a_id ON a (id);
  EXECUTE 'DROP INDEX CONCURRENTLY a_b';
END $$;
-- file: migrations/001_rollback_a.sql
DROP INDEX a_id;
-- finds: migrations/001_a.sql:2:16-28 concurrently-in-transaction
-- says: DO block
-- finds: migrations/001_a.sql:3 concurrently-in-transaction

-- case: REINDEX in its spellings
-- file: db/1_a.up.sql
REINDEX TABLE CONCURRENTLY a;
REINDEX (CONCURRENTLY) INDEX a_id;
REINDEX (VERBOSE, CONCURRENTLY TRUE) TABLE a;
REINDEX (CONCURRENTLY FALSE) TABLE a;
REINDEX INDEX a_id;
-- finds: db/1_a.up.sql:1 concurrently-in-transaction
-- finds: db/1_a.up.sql:2:10-22 concurrently-in-transaction
-- finds: db/1_a.up.sql:3 concurrently-in-transaction

-- case: DETACH PARTITION
-- file: db/1_a.up.sql
ALTER TABLE m DETACH PARTITION m1 CONCURRENTLY;
ALTER TABLE m DETACH PARTITION m2;
ALTER TABLE m DETACH PARTITION m3 FINALIZE;
-- finds: db/1_a.up.sql:1:35-47 concurrently-in-transaction

-- case: REFRESH MATERIALIZED VIEW runs in a transaction
-- file: db/1_a.up.sql
BEGIN;
REFRESH MATERIALIZED VIEW CONCURRENTLY v;
COMMIT;
-- clean

-- case: the words in strings, comments and names
-- file: db/1_a.up.sql
-- CREATE INDEX CONCURRENTLY a_id ON a (id);
/* DROP INDEX CONCURRENTLY a_id; */
INSERT INTO notes VALUES ('CREATE INDEX CONCURRENTLY a_id ON a (id);');
COMMENT ON TABLE notes IS $$REINDEX TABLE CONCURRENTLY a;$$;
CREATE INDEX "concurrently" ON notes (id);
-- clean

-- case: a comment between the words
-- file: db/1_a.up.sql crlf
SELECT 1;
CREATE INDEX /* not CONCURRENTLY */ CONCURRENTLY -- really
  a_id ON a (id);
-- finds: db/1_a.up.sql:2:37-49 concurrently-in-transaction

-- case: the word in a comment before the word
-- file: db/1_a.up.sql
SELECT 1;
REINDEX -- not concurrently yet
TABLE CONCURRENTLY a;
-- finds: db/1_a.up.sql:3:7-19 concurrently-in-transaction

-- case: in the body of a function nothing runs yet
-- file: db/1_a.up.sql
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'CREATE INDEX CONCURRENTLY a_id ON a (id)';
END $$;
SELECT 1;
-- clean

-- case: VACUUM, ALTER SYSTEM, CREATE DATABASE beside other statements
-- file: db/1_a.up.sql
VACUUM ANALYZE a;
ALTER SYSTEM SET work_mem = '1MB';
CREATE DATABASE d;
ANALYZE a;
-- finds: db/1_a.up.sql:1 not-allowed-in-transaction error
-- finds: db/1_a.up.sql:2 not-allowed-in-transaction
-- finds: db/1_a.up.sql:3 not-allowed-in-transaction

-- case: VACUUM alone
-- file: db/1_a.up.sql
VACUUM (FULL, ANALYZE) a, b;
-- clean

-- case: what runs in a transaction, though often said not to
-- file: db/1_a.up.sql
BEGIN;
ANALYZE a;
REINDEX TABLE a;
CLUSTER a USING a_id;
TRUNCATE a;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
ALTER DATABASE d SET work_mem = '1MB';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad';
DISCARD PLANS;
COMMIT;
-- clean

-- case: CLUSTER of everything, DISCARD ALL, REINDEX SCHEMA
-- file: db/1_a.up.sql
CLUSTER;
DISCARD ALL;
REINDEX SCHEMA public;
DROP TABLESPACE t;
-- finds: db/1_a.up.sql:1 not-allowed-in-transaction
-- finds: db/1_a.up.sql:2 not-allowed-in-transaction
-- finds: db/1_a.up.sql:3 not-allowed-in-transaction
-- finds: db/1_a.up.sql:4 not-allowed-in-transaction

-- case: ADD VALUE in a transaction, PostgreSQL 11
-- file: .pgmiglintrc.json
{ "postgres": 11 }
-- file: db/1_a.up.sql
ALTER TYPE mood ADD VALUE 'glad';
SELECT 1;
-- finds: db/1_a.up.sql:1 not-allowed-in-transaction

-- case: a comment at the end is no statement
-- file: db/1_a.up.sql open
CREATE INDEX CONCURRENTLY a_id ON a (id); -- done
-- clean

-- case: an unreadable statement beside it still makes two
-- file: db/1_a.up.sql
CREATE INDEX CONCURRENTLY a_id ON a (id);
SELEC 1;
-- finds: db/1_a.up.sql:1 concurrently-in-transaction
-- finds: db/1_a.up.sql:2 syntax-error

-- case: atomic in the eyes of the reader, but psql runs each by itself
-- file: migrations/001_a.sql
CREATE TABLE a (id int); CREATE INDEX CONCURRENTLY a_id ON a (id); VACUUM a;
-- file: migrations/001_a_rollback.sql
DROP TABLE a;
-- clean
