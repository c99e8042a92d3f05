-- expect: a
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'money') THEN
        ALTER TYPE m ADD VALUE 'b';
    END IF;
    IF to_regtype('path') IS NULL THEN
        ALTER TYPE m ADD VALUE 'c';
    END IF;
    IF EXISTS (SELECT 1 FROM pg_type WHERE typname = 'line' AND typtype = 'e') THEN
        ALTER TYPE m ADD VALUE 'd';
    END IF;
END
$$;
