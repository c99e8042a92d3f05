-- expect: a, b
DO $$ BEGIN
  PERFORM 1 FROM pg_type WHERE typname = 'm';
  IF NOT FOUND THEN CREATE TYPE m AS ENUM ('a'); END IF;
  PERFORM 1 FROM pg_enum WHERE enumtypid = 'm'::regtype AND enumlabel = 'b';
  IF NOT FOUND THEN ALTER TYPE m ADD VALUE 'b'; END IF;
END $$;
