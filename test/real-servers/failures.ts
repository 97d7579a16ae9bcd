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
];
