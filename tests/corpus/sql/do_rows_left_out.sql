-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm' ORDER BY 1 OFFSET 1) THEN
        ALTER TYPE m ADD VALUE 'b';
    END IF;
END
$$;
