-- expect: x
CREATE TYPE m AS ENUM ('x');
CREATE SCHEMA app;
CREATE TABLE app.moods (id int);
DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE n.nspname = 'app' AND t.typtype = 'e'
    ) THEN
        RAISE NOTICE 'no enum in app';
    ELSE
        ALTER TYPE m ADD VALUE 'y';
    END IF;
END
$$;
