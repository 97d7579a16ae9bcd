-- pgmiglint-disable-next-statement unchecked-drop-column -- it was typed by mistake
ALTER TABLE a ADD COLUMN "B b" varchar(20) NOT NULL DEFAULT 'x''y', DROP COLUMN id;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.id := 1; /* a comment */ RETURN NEW;
END $body$;
DO $$ BEGIN IF EXISTS (SELECT 1 FROM a) THEN EXECUTE 'ALTER TABLE a ADD c int'; END IF; END $$;
INSERT INTO a (id) VALUES (1), (2) ON CONFLICT DO NOTHING;
CREATE INDEX CONCURRENTLY ON a ((lower("B b"))) WHERE id > 0;
