CREATE TABLE items (
  id int PRIMARY KEY,
  parent int REFERENCES items,
  in_view int,
  in_mat int,
  in_star int,
  indexed int,
  checked int CHECK (checked > 0),
  other int,
  watched int,
  conditional int,
  secured int,
  base int,
  computed int GENERATED ALWAYS AS (base + 1) STORED,
  code text UNIQUE,
  counted serial,
  nothing int
);
ALTER TABLE items ADD CHECK (checked > other);
CREATE TABLE orders (item int REFERENCES items);
CREATE VIEW plain AS SELECT i.in_view FROM items i;
CREATE MATERIALIZED VIEW mat AS SELECT in_mat FROM items;
CREATE TABLE narrow (n int, in_star int);
CREATE VIEW starred AS SELECT s.* FROM (SELECT in_star FROM items) s;
CREATE VIEW of_view AS SELECT * FROM plain;
CREATE INDEX ON items (indexed);
CREATE INDEX by_expression ON items ((indexed + 1));
CREATE INDEX partial ON items (other) WHERE indexed > 0;
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER watch AFTER UPDATE OF watched ON items FOR EACH ROW EXECUTE FUNCTION noop();
CREATE TRIGGER watch_when AFTER UPDATE ON items FOR EACH ROW WHEN (OLD.conditional IS DISTINCT FROM NEW.conditional) EXECUTE FUNCTION noop();
CREATE POLICY own ON items USING (secured = 1);
