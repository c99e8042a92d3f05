-- expect: a
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') THEN
        CREATE TYPE m AS ENUM ('a');
    END IF;
END
$$;
