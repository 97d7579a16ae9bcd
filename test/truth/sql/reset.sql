DO $$
DECLARE
  each record;
BEGIN
  FOR each IN SELECT evtname AS name FROM pg_event_trigger LOOP
    EXECUTE format('DROP EVENT TRIGGER %I', each.name);
  END LOOP;
  FOR each IN SELECT pubname AS name FROM pg_publication LOOP
    EXECUTE format('DROP PUBLICATION %I', each.name);
  END LOOP;
  FOR each IN SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', each.name);
  END LOOP;
  FOR each IN SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' LOOP
    EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', each.name);
  END LOOP;
  FOR each IN SELECT rolname AS name FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user LOOP
    EXECUTE format('DROP OWNED BY %I CASCADE', each.name);
    EXECUTE format('DROP ROLE %I', each.name);
  END LOOP;
END
$$;
CREATE SCHEMA public;
