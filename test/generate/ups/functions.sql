CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.created_at := clock_timestamp();
  RETURN NEW;
END;
$$;
CREATE FUNCTION double(x integer) RETURNS integer LANGUAGE sql AS 'SELECT x * 2';
