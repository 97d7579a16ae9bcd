const trigger = "shop; CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER t_noted BEFORE UPDATE ON t FOR EACH ROW EXECUTE PROCEDURE noted()";
const typed = 'shop; CREATE TYPE pair AS (x int, y int); CREATE TABLE typed OF pair';
const referred = 'shop; ALTER TABLE child ADD CONSTRAINT child_t FOREIGN KEY (t_id) REFERENCES t';

/** Where what pgmiglint says is not what the servers do, and why. May only shrink: one that has come right fails too. */
export const knownDifferences: Readonly<Record<string, string>> = {
  "shop; CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM ref'; ALTER TABLE t ADD COLUMN z bigint DEFAULT f()": 'what a function reads is left out',
  'shop; ALTER TABLE t ADD COLUMN z int DEFAULT NULL REFERENCES ref': 'a default is written, so the key is checked, though every value is null',
  'parted; ALTER TABLE p ADD COLUMN z int REFERENCES ref': 'version 11 checked the key in partitions, though every value is null',
  'shop; REINDEX SCHEMA public': 'unknown: which relations are of the schema is not worked out',
  'shop; CREATE POLICY fresh ON t USING (EXISTS (SELECT 1 FROM ref WHERE ref.id = t.ref_id))': 'ACCESS SHARE on what the condition reads is left out',
  "shop; CREATE FUNCTION fresh() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t'": 'ACCESS SHARE on what a body in SQL reads is left out',
  [`${trigger}; DROP FUNCTION noted() CASCADE`]: 'unknown: what hangs on a function is not followed',
  'shop; CREATE STATISTICS known ON a, b FROM t; DROP STATISTICS known': 'whose statistics they are is not kept',
  'shop; CREATE PUBLICATION news FOR TABLE child; ALTER PUBLICATION news SET TABLE t': 'what a publication held before is not kept',
  [`${typed}; ALTER TYPE pair ADD ATTRIBUTE z int CASCADE`]: 'unknown: which tables are of a composite type is not kept',
  [`${typed}; ALTER TYPE pair DROP ATTRIBUTE y CASCADE`]: 'as above',
  [`${typed}; ALTER TYPE pair RENAME ATTRIBUTE x TO w CASCADE`]: 'as above',
  [`${typed}; INSERT INTO typed VALUES (1, 2); ALTER TYPE pair ALTER ATTRIBUTE x TYPE bigint CASCADE`]: 'as above',
  "shop; CREATE SEQUENCE counter; ALTER TABLE t ALTER a SET DEFAULT nextval('counter'); DROP SEQUENCE counter CASCADE": 'unknown: which defaults use a sequence is not kept',
  'shop; SELECT * FROM t FOR UPDATE': 'ROW SHARE in place of ACCESS SHARE keeps nobody waiting but DDL',
  'shop; SELECT * FROM t FOR KEY SHARE': 'as above',
  [`${referred}; INSERT INTO child VALUES (1000, 1, NULL)`]: 'what the triggers of foreign keys lock row by row is left out',
  [`${referred}; DELETE FROM child; UPDATE t SET id = id + 1000`]: 'as above',
  'shop; ALTER TABLE child ADD FOREIGN KEY (t_id) REFERENCES t ON DELETE CASCADE; DELETE FROM t WHERE id = 1': 'as above',
  "parted; INSERT INTO p VALUES (1, 1, 'x', 1)": 'which partition a row goes to is not worked out',
  'shop; EXPLAIN DELETE FROM child': 'EXPLAIN locks as the statement does, and runs nothing',
};
