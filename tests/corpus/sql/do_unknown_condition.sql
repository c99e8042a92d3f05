-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'nobody_at_all') THEN
    ALTER TYPE m ADD VALUE 'b';
  END IF;
END $$;
