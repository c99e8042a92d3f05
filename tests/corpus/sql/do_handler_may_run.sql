-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    ALTER TYPE m ADD VALUE 'b';
    ALTER TABLE accounts ADD COLUMN mood m;
EXCEPTION
    WHEN undefined_table THEN
        RAISE NOTICE 'no accounts yet';
END
$$;
