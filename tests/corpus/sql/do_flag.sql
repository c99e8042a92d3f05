-- expect: a, b
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
  is_there boolean;
  type_oid oid;
BEGIN
  SELECT t.oid INTO type_oid FROM pg_type t WHERE t.typname = 'm';
  SELECT EXISTS (
    SELECT 1 FROM pg_enum WHERE enumtypid = type_oid AND enumlabel = 'b'
  ) INTO is_there;
  IF type_oid IS NOT NULL AND NOT is_there THEN
    ALTER TYPE m ADD VALUE 'b';
  END IF;
END $$;
