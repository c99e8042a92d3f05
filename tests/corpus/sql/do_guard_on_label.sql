-- expect: a, b
CREATE TYPE m AS ENUM ('a');
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumlabel = 'b' AND enumtypid = 'm'::regtype) THEN
    ALTER TYPE m ADD VALUE 'b';
  END IF;
END $$;
