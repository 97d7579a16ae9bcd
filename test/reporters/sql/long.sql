DO $$
BEGIN
  CREATE TABLE one (
    id int
  );
  CREATE TABLE two (
    id int,
    a int,
    b int,
    c int,
    d int
  );
END $$;
