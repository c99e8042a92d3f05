-- expect: a, b, c
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
  wanted CONSTANT text[] := ARRAY['a', 'b', 'c'];
  present text[];
  label text;
BEGIN
  SELECT array_agg(e.enumlabel::text) INTO present
  FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = 'm';
  FOREACH label IN ARRAY wanted LOOP
    IF NOT (label = ANY (present)) THEN
      EXECUTE format('ALTER TYPE %I ADD VALUE %L', 'm', label);
    END IF;
  END LOOP;
END $$;
