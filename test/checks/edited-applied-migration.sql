-- case: nothing edited
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- clean

-- case: an up edited
-- file: db/1_a.up.sql
-- the first
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
-- the first
CREATE TABLE a (id bigint);
-- finds: db/1_a.up.sql:1 edited-applied-migration error
-- says: 1_a.up.sql is applied, and has been edited since

-- case: a down edited is information
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.down.sql
DROP TABLE IF EXISTS a;
-- finds: db/1_a.down.sql:1 edited-applied-migration info

-- case: one space is an edit
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
CREATE TABLE a  (id int);
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: a comment is an edit
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- of old
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: only the line endings differ
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql crlf
CREATE TABLE a (id int);
-- finds: db/1_a.up.sql:1 edited-applied-migration info
-- says: line endings

-- case: the line endings were CRLF
-- file: db/1_a.up.sql crlf
CREATE TABLE a (
  id int
);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
CREATE TABLE a (
  id int
);
-- finds: db/1_a.up.sql:1 edited-applied-migration info

-- case: the line endings and a word
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql crlf
CREATE TABLE a (id bigint);
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: a byte order mark is an edit
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql bom
CREATE TABLE a (id int);
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: the last line break gone
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql open
CREATE TABLE a (id int);
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: an applied file is gone
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/2_b.up.sql
CREATE TABLE b (id int);
-- file: db/2_b.down.sql
DROP TABLE b;
-- call: record db
-- remove: db/2_b.up.sql
-- remove: db/2_b.down.sql
-- finds: db/.applied.sha256:3 edited-applied-migration error
-- says: 2_b.up.sql is applied, and its file is gone
-- finds: db/.applied.sha256:4 edited-applied-migration info

-- case: an applied file renamed is one that is gone
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- remove: db/1_a.up.sql
-- file: db/1_b.up.sql
CREATE TABLE a (id int);
-- finds: db/.applied.sha256:1 edited-applied-migration error

-- case: a new migration is no edit
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/2_b.up.sql
CREATE TABLE b (id int);
-- file: db/2_b.down.sql
DROP TABLE b;
-- clean

-- case: recorded again after a new one
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/2_b.up.sql
CREATE TABLE b (id int);
-- file: db/2_b.down.sql
DROP TABLE b;
-- call: record db
-- file: db/2_b.up.sql
CREATE TABLE b (id bigint);
-- finds: db/2_b.up.sql:1 edited-applied-migration error

-- case: record without force leaves an edit as it is
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
CREATE TABLE a (id bigint);
-- call: record db
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: record with force takes the edit over
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
CREATE TABLE a (id bigint);
-- call: record --force db
-- clean

-- case: a lock file written by sha256sum
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/.applied.sha256
{sha256 db/1_a.up.sql}  1_a.up.sql
{sha256 db/1_a.down.sql}  1_a.down.sql
-- clean

-- case: a lock file written by sha256sum, one edited
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/.applied.sha256
0000000000000000000000000000000000000000000000000000000000000000  1_a.up.sql
{sha256 db/1_a.down.sql}  1_a.down.sql
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: sha256sum in binary mode marks names with a star
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/.applied.sha256
{sha256 db/1_a.up.sql} *1_a.up.sql
{sha256 db/1_a.down.sql} *1_a.down.sql
-- clean

-- case: a lock file with CRLF
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/.applied.sha256 crlf
{sha256 db/1_a.up.sql}  1_a.up.sql
{sha256 db/1_a.down.sql}  1_a.down.sql
-- clean

-- case: sums in capitals
-- file: db/1_a.up.sql
SELECT 1;
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/.applied.sha256
B4E0497804E46E0A0B0B8C31975B062152D551BAC49C3C2E80932567B4085DCD  1_a.up.sql
-- clean

-- case: a folder without a lock file
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- clean

-- case: a lock file in another folder says nothing of this one
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: other/1_a.up.sql
CREATE TABLE a (id bigint);
-- file: other/1_a.down.sql
DROP TABLE a;
-- call: record other
-- file: db/1_a.up.sql
CREATE TABLE a (id text);
-- clean

-- case: what is wrong in an applied file is no longer a finding, its edit is
-- file: db/1_a.up.sql
CREATE TABLE a (id int, x varchar(200));
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/2_b.up.sql
ALTER TABLE a ALTER x TYPE varchar(10);
-- file: db/2_b.down.sql
ALTER TABLE a ALTER x TYPE varchar(200);
-- call: record db
-- clean

-- case: a syntax error in the down of an applied migration is always said
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABEL a;
-- call: record db
-- finds: db/1_a.down.sql:1 syntax-error

-- case: goose has both directions in one file
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE a (id int);
-- +goose Down
DROP TABLE a;
-- call: record migrations
-- file: migrations/00001_a.sql
-- +goose Up
CREATE TABLE a (id int);
-- +goose Down
DROP TABLE IF EXISTS a;
-- finds: migrations/00001_a.sql:1 edited-applied-migration error

-- case: goose unchanged, with CRLF
-- file: migrations/00001_a.sql crlf
-- +goose Up
CREATE TABLE a (id int);
-- +goose Down
DROP TABLE a;
-- call: record migrations
-- clean

-- case: dbmate edited
-- file: db/migrations/20240101000000_a.sql
-- migrate:up
CREATE TABLE a (id int);
-- migrate:down
DROP TABLE a;
-- call: record db/migrations
-- file: db/migrations/20240101000000_a.sql
-- migrate:up
CREATE TABLE a (id int, b int);
-- migrate:down
DROP TABLE a;
-- finds: db/migrations/20240101000000_a.sql:1 edited-applied-migration error

-- case: Flyway’s repeatable scripts are never listed
-- file: db/migration/V1__a.sql
CREATE TABLE a (id int);
-- file: db/migration/V2__b.sql
CREATE TABLE b (id int);
-- file: db/migration/R__v.sql
CREATE OR REPLACE VIEW v AS SELECT id FROM a;
-- call: record db/migration
-- file: db/migration/R__v.sql
CREATE OR REPLACE VIEW v AS SELECT id AS n FROM a;
-- clean

-- case: Flyway’s versioned ones are
-- file: db/migration/V1__a.sql
CREATE TABLE a (id int);
-- file: db/migration/V2__b.sql
CREATE TABLE b (id int);
-- call: record db/migration
-- file: db/migration/V1__a.sql
CREATE TABLE a (id bigint);
-- finds: db/migration/V1__a.sql:1 edited-applied-migration error

-- case: Prisma in folders
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE a (id int);
-- call: record prisma/migrations
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE a (id bigint);
-- finds: prisma/migrations/20240101000000_a/migration.sql:1 edited-applied-migration error

-- case: Prisma in folders, unchanged
-- file: prisma/migrations/migration_lock.toml
provider = "postgresql"
-- file: prisma/migrations/20240101000000_a/migration.sql
CREATE TABLE a (id int);
-- call: record prisma/migrations
-- clean

-- case: Diesel’s down edited
-- file: diesel.toml
[migrations_directory]
-- file: migrations/2024-01-01-000000_a/up.sql
CREATE TABLE a (id int);
-- file: migrations/2024-01-01-000000_a/down.sql
DROP TABLE a;
-- call: record migrations
-- file: migrations/2024-01-01-000000_a/down.sql
DROP TABLE IF EXISTS a;
-- finds: migrations/2024-01-01-000000_a/down.sql:1 edited-applied-migration info

-- case: plain pairs and rollback files
-- file: one/migrations/001_a.sql
CREATE TABLE a (id int);
-- file: one/migrations/001_a_down.sql
DROP TABLE a;
-- file: two/migrations/001_a.sql
CREATE TABLE a (id int);
-- file: two/migrations/001_rollback_a.sql
DROP TABLE a;
-- call: record one/migrations
-- call: record two/migrations
-- file: one/migrations/001_a_down.sql
DROP TABLE IF EXISTS a;
-- file: two/migrations/001_rollback_a.sql
DROP TABLE IF EXISTS a;
-- finds: one/migrations/001_a_down.sql:1 edited-applied-migration info
-- finds: two/migrations/001_rollback_a.sql:1 edited-applied-migration info

-- case: a name with a space and letters of the world
-- file: db/1_köln am rhein.up.sql
CREATE TABLE a (id int);
-- file: db/1_köln am rhein.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_köln am rhein.up.sql
CREATE TABLE a (id bigint);
-- finds: db/1_köln am rhein.up.sql:1 edited-applied-migration error

-- case: a name with a space, unchanged
-- file: db/1_köln am rhein.up.sql
CREATE TABLE a (id int);
-- file: db/1_köln am rhein.down.sql
DROP TABLE a;
-- call: record db
-- clean

-- case: an applied file emptied
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
-- finds: db/1_a.up.sql:1 edited-applied-migration error

-- case: an empty file recorded, and still empty
-- file: db/1_a.up.sql
-- file: db/1_a.down.sql
-- call: record db
-- clean

-- case: the history of edited and pending files together
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/2_b.up.sql
CREATE TABLE b (id int);
-- file: db/2_b.down.sql
DROP TABLE b;
-- call: record db
-- file: db/1_a.up.sql
CREATE TABLE a (id bigint);
-- file: db/2_b.down.sql
DROP TABLE b CASCADE;
-- file: db/3_c.up.sql
CREATE TABLE c (id int);
-- file: db/3_c.down.sql
DROP TABLE c;
-- finds: db/1_a.up.sql:1 edited-applied-migration error
-- finds: db/2_b.down.sql:1 edited-applied-migration info

-- case: a lock file with comments and empty lines
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- file: db/.applied.sha256
{sha256 db/1_a.up.sql}  1_a.up.sql

{sha256 db/1_a.down.sql}  1_a.down.sql
-- clean

-- case: switched off by the configuration
-- file: .pgmiglintrc.json
{ "rules": { "edited-applied-migration": "off" } }
-- file: db/1_a.up.sql
CREATE TABLE a (id int);
-- file: db/1_a.down.sql
DROP TABLE a;
-- call: record db
-- file: db/1_a.up.sql
CREATE TABLE a (id bigint);
-- clean
