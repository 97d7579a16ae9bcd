DO $$
BEGIN
  EXECUTE 'CREATE TABLE ' || current_user || '_notes (id bigint)';
END;
$$;
