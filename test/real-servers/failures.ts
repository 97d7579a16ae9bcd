/** SQL that a rule says will fail, and the SQLSTATE that it prints. */
export interface Failure {
  /** The rule's id. */
  readonly rule: string;
  /** Statements sent one by one; all but the last must succeed. `BEGIN` among them where the rule speaks of a transaction. */
  readonly setup: readonly string[];
  readonly sql: string;
  readonly sqlstate: string;
  /** The first and the last major that fail so; the others must not fail so. */
  readonly since?: number;
  readonly until?: number;
}

const table = ['CREATE TABLE t (id int PRIMARY KEY, v varchar(20), old int)', "INSERT INTO t VALUES (1, 'twelve chars', 1)"];
const read = [...table, 'CREATE VIEW seen AS SELECT old FROM t'];
const mood = ["CREATE TYPE mood AS ENUM ('sad')"];
const partitioned = ['CREATE TABLE p (k int) PARTITION BY LIST (k)', 'CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)', 'CREATE INDEX p_k ON p (k)'];
const begun = (...setup: readonly string[]): readonly string[] => [...setup, 'BEGIN'];

export const failures: readonly Failure[] = [
  ...['CREATE INDEX CONCURRENTLY i ON t (v)', 'DROP INDEX CONCURRENTLY IF EXISTS i'].map((sql): Failure => ({ rule: 'concurrently-in-transaction', setup: begun(...table), sql, sqlstate: '25001' })),
  { rule: 'concurrently-in-transaction', setup: begun(...table), sql: 'REINDEX TABLE CONCURRENTLY t', sqlstate: '25001', since: 12 },
  { rule: 'concurrently-in-transaction', setup: begun(...partitioned), sql: 'ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY', sqlstate: '25001', since: 14 },
  ...['VACUUM t', 'VACUUM FULL t', 'REINDEX SCHEMA public', 'CREATE DATABASE other', 'DROP DATABASE IF EXISTS other', 'ALTER SYSTEM SET work_mem = 64', 'DISCARD ALL', 'CLUSTER'].map((sql): Failure => ({ rule: 'not-allowed-in-transaction', setup: begun(...table), sql, sqlstate: '25001' })),
  { rule: 'not-allowed-in-transaction', setup: begun(...mood), sql: "ALTER TYPE mood ADD VALUE 'ok'", sqlstate: '25001', until: 11 },
  { rule: 'not-allowed-in-transaction', setup: begun(...partitioned), sql: 'REINDEX TABLE p', sqlstate: '25001', since: 14 },
  { rule: 'not-allowed-in-transaction', setup: begun(...partitioned), sql: 'REINDEX INDEX p_k', sqlstate: '25001', since: 14 },
  { rule: 'enum-value-used-in-same-transaction', setup: [...begun(...mood), "ALTER TYPE mood ADD VALUE 'ok'"], sql: "SELECT 'ok'::mood", sqlstate: '55P04', since: 12 },
  { rule: 'enum-value-used-in-same-transaction', setup: [...begun(), ...mood, "ALTER TYPE mood ADD VALUE 'ok'"], sql: "SELECT 'ok'::mood", sqlstate: '55P04', since: 12, until: 16 },
  { rule: 'narrowing-type-change', setup: table, sql: 'ALTER TABLE t ALTER COLUMN v TYPE varchar(5)', sqlstate: '22001' },
  { rule: 'narrowing-type-change', setup: ['CREATE TABLE t (n numeric(10,2))', 'INSERT INTO t VALUES (123456)'], sql: 'ALTER TABLE t ALTER COLUMN n TYPE numeric(5,2)', sqlstate: '22003' },
  { rule: 'not-null-without-backfill', setup: table, sql: 'ALTER TABLE t ADD COLUMN k int NOT NULL', sqlstate: '23502' },
  { rule: 'not-null-without-backfill', setup: [...table, 'ALTER TABLE t ADD COLUMN k int'], sql: 'ALTER TABLE t ALTER COLUMN k SET NOT NULL', sqlstate: '23502' },
  { rule: 'unchecked-drop-column', setup: read, sql: 'ALTER TABLE t DROP COLUMN old', sqlstate: '2BP01' },
  { rule: 'unchecked-drop-column', setup: partitioned, sql: 'ALTER TABLE p DROP COLUMN k CASCADE', sqlstate: '42P16' },
  { rule: 'non-idempotent-create', setup: table, sql: 'CREATE TABLE t (id int)', sqlstate: '42P07' },
  { rule: 'non-idempotent-alter', setup: table, sql: 'ALTER TABLE t ADD COLUMN v int', sqlstate: '42701' },
  { rule: 'non-idempotent-drop', setup: [], sql: 'DROP TABLE t', sqlstate: '42P01' },
  { rule: 'non-idempotent-insert', setup: table, sql: "INSERT INTO t VALUES (1, 'again', 1)", sqlstate: '23505' },
  { rule: 'unknown-table', setup: [], sql: 'DELETE FROM t', sqlstate: '42P01' },
  { rule: 'unknown-column', setup: table, sql: 'UPDATE t SET w = 1', sqlstate: '42703' },
  { rule: 'unknown-object', setup: table, sql: 'ALTER TABLE t DROP CONSTRAINT c', sqlstate: '42704' },
  { rule: 'already-exists', setup: table, sql: 'ALTER TABLE t ADD PRIMARY KEY (id)', sqlstate: '42P16' },
  { rule: 'subquery-not-allowed', setup: table, sql: 'ALTER TABLE t ADD CHECK (id IN (SELECT 1))', sqlstate: '0A000' },
  { rule: 'subquery-not-allowed', setup: table, sql: 'ALTER TABLE t ALTER COLUMN old SET DEFAULT (SELECT 1)', sqlstate: '0A000' },
  { rule: 'subquery-not-allowed', setup: table, sql: 'CREATE INDEX i ON t ((id + (SELECT 1)))', sqlstate: '0A000' },
  { rule: 'violated-check', setup: table, sql: "ALTER TABLE t ADD CHECK (v IN ('a', 'b'))", sqlstate: '23514' },
  { rule: 'violated-check', setup: table, sql: "ALTER TABLE t ADD CHECK (v ~ '^[a-z]{3}$')", sqlstate: '23514' },
  { rule: 'unknown-enum-value', setup: [...mood, 'CREATE TABLE m (m mood)'], sql: "UPDATE m SET m = 'ok'", sqlstate: '22P02' },
  { rule: 'unknown-enum-value', setup: [...mood, 'CREATE TABLE m (m mood)'], sql: "ALTER TABLE m ALTER COLUMN m SET DEFAULT 'ok'", sqlstate: '22P02' },
  { rule: 'drop-with-dependents', setup: read, sql: 'DROP TABLE t', sqlstate: '2BP01' },
  { rule: 'type-change-blocked', setup: read, sql: 'ALTER TABLE t ALTER COLUMN old TYPE bigint', sqlstate: '0A000' },
  { rule: 'type-change-blocked', setup: ["CREATE TABLE t (v text DEFAULT 'x')"], sql: 'ALTER TABLE t ALTER COLUMN v TYPE int USING 0', sqlstate: '42804' },
  { rule: 'type-change-blocked', setup: partitioned, sql: 'ALTER TABLE p ALTER COLUMN k TYPE bigint', sqlstate: '42P16' },
  { rule: 'broken-foreign-key', setup: table, sql: 'CREATE TABLE r (v varchar(20) REFERENCES t (v))', sqlstate: '42830' },
  { rule: 'broken-foreign-key', setup: table, sql: 'CREATE TABLE r (id uuid REFERENCES t)', sqlstate: '42804' },
  { rule: 'not-null-required', setup: table, sql: 'ALTER TABLE t ALTER COLUMN id DROP NOT NULL', sqlstate: '42P16' },
  { rule: 'not-null-required', setup: table, sql: 'ALTER TABLE t ALTER COLUMN old ADD GENERATED ALWAYS AS IDENTITY', sqlstate: '55000' },
  { rule: 'pending-trigger-events', setup: [...begun(...table, 'CREATE TABLE r (id int REFERENCES t DEFERRABLE INITIALLY DEFERRED)'), 'INSERT INTO r VALUES (1)'], sql: 'ALTER TABLE r ADD COLUMN v int', sqlstate: '55006' },
  { rule: 'on-delete-set-null-on-not-null', setup: [...table, 'CREATE TABLE r (id int NOT NULL REFERENCES t ON DELETE SET NULL)', 'INSERT INTO r VALUES (1)'], sql: 'DELETE FROM t', sqlstate: '23502' },
  { rule: 'sequence-stays-integer', setup: ['CREATE TABLE n (id serial)', 'ALTER TABLE n ALTER COLUMN id TYPE bigint', "SELECT setval('n_id_seq', 2147483647)"], sql: 'INSERT INTO n DEFAULT VALUES', sqlstate: '2200H' },
  { rule: 'concurrently-impossible', setup: partitioned, sql: 'CREATE INDEX CONCURRENTLY i ON p (k)', sqlstate: '0A000' },
  { rule: 'concurrently-impossible', setup: partitioned, sql: 'DROP INDEX CONCURRENTLY p_k', sqlstate: '0A000' },
  { rule: 'concurrently-impossible', setup: ['CREATE MATERIALIZED VIEW m AS SELECT 1 AS id'], sql: 'REFRESH MATERIALIZED VIEW CONCURRENTLY m', sqlstate: '55000' },
  { rule: 'key-without-partition-column', setup: ['CREATE TABLE p (k int, id int) PARTITION BY LIST (k)'], sql: 'ALTER TABLE p ADD PRIMARY KEY (id)', sqlstate: '0A000' },
  { rule: 'truncate-referenced-table', setup: [...table, 'CREATE TABLE r (id int REFERENCES t)'], sql: 'TRUNCATE t', sqlstate: '0A000' },
  { rule: 'index-not-immutable', setup: table, sql: "CREATE INDEX i ON t (id) WHERE now() > '2020-01-01'", sqlstate: '42P17' },
  { rule: 'replaced-signature', setup: read, sql: 'CREATE OR REPLACE VIEW seen AS SELECT id FROM t', sqlstate: '42P16' },
  { rule: 'newer-syntax', setup: table, sql: 'ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (id) VIRTUAL', sqlstate: '42601', until: 17 },
  { rule: 'newer-syntax', setup: table, sql: 'ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (id) STORED', sqlstate: '42601', until: 11 },
  { rule: 'newer-syntax', setup: table, sql: 'CREATE UNIQUE INDEX i ON t (v) NULLS NOT DISTINCT', sqlstate: '42601', until: 14 },
  { rule: 'newer-syntax', setup: table, sql: 'ALTER TABLE t ADD CHECK (id > 0) NOT ENFORCED', sqlstate: '42601', until: 17 },
  { rule: 'newer-syntax', setup: table, sql: 'ALTER TABLE t ADD CONSTRAINT n NOT NULL id', sqlstate: '42601', until: 17 },
  { rule: 'newer-syntax', setup: partitioned, sql: 'ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY', sqlstate: '42601', until: 13 },
  { rule: 'newer-syntax', setup: table, sql: 'REINDEX TABLE CONCURRENTLY t', sqlstate: '42601', until: 11 },
  { rule: 'newer-syntax', setup: table, sql: 'CREATE OR REPLACE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', sqlstate: '42601', until: 13 },
  { rule: 'newer-syntax', setup: table, sql: 'ALTER TABLE t ALTER COLUMN old SET EXPRESSION AS (1)', sqlstate: '42601', until: 16 },
  { rule: 'newer-syntax', setup: table, sql: 'ALTER TABLE t ALTER COLUMN old DROP EXPRESSION', sqlstate: '42601', until: 12 },
  { rule: 'newer-syntax', setup: table, sql: 'MERGE INTO t USING t s ON t.id = s.id WHEN MATCHED THEN DO NOTHING', sqlstate: '42601', until: 14 },
  { rule: 'newer-syntax', setup: [...table, ...partitioned], sql: 'ALTER TABLE p ADD FOREIGN KEY (k) REFERENCES t NOT VALID', sqlstate: '42809', until: 17 },
  ...Object.entries({ 'gen_random_uuid()': 12, "date_bin('1 day', now(), now())": 13, "string_to_table('a', ',')": 13, "regexp_count('a', 'a')": 14, "regexp_like('a', 'a')": 14, "regexp_substr('a', 'a')": 14, "regexp_instr('a', 'a')": 14, 'random_normal()': 15, 'array_shuffle(ARRAY[1])': 15, 'array_sample(ARRAY[1], 1)': 15, "uuid_extract_timestamp('00000000-0000-1000-8000-000000000000'::uuid)": 16, 'uuidv4()': 17, 'uuidv7()': 17, "casefold('A')": 17, "crc32('a')": 17, 'array_sort(ARRAY[1])': 17, 'array_reverse(ARRAY[1])': 17 })
    .map(([call, until]): Failure => ({ rule: 'newer-syntax', setup: [], sql: `SELECT ${call}`, sqlstate: '42883', until })),
];
