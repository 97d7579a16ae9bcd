DO LANGUAGE 'plpgsql' $body$ DECLARE
  n int := (SELECT count(*) FROM users WHERE email IS NULL);
  r record;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('a');
  ELSIF n > 0 THEN
    RAISE EXCEPTION 'there are % of them', n USING ERRCODE = '23505';
  ELSE
    PERFORM  fill(1);
  END IF;
  SELECT id INTO r FROM users LIMIT 1;
  FOR r IN SELECT * FROM users LOOP
    EXECUTE 'DROP TABLE ' || r.name;
  END LOOP;
  FOR r IN EXECUTE 'SELECT 1' LOOP NULL; END LOOP;
  WHILE n > 0 LOOP n := n - 1; EXIT WHEN n = 3; END LOOP;
  CASE n WHEN 1 THEN DELETE FROM a; ELSE DELETE FROM b; END CASE;
  ASSERT n = 0, 'some left';
  BEGIN
    ALTER TABLE users ADD COLUMN age int;
  EXCEPTION
    WHEN duplicate_column OR SQLSTATE '42P07' THEN NULL;
    WHEN OTHERS THEN RAISE NOTICE 'other';
  END;
  RETURN;
END $body$;
