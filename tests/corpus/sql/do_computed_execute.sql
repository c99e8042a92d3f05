-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT rolname FROM pg_roles LOOP
    EXECUTE format('ALTER TYPE m ADD VALUE IF NOT EXISTS %L', r.rolname);
  END LOOP;
END $$;
