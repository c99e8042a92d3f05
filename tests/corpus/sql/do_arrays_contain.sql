-- expect: a, b, c, d
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    there text[] := (SELECT array_agg(enumlabel::text) FROM pg_enum WHERE enumtypid = 'm'::regtype);
BEGIN
    IF NOT there @> ARRAY['b'] THEN
        ALTER TYPE m ADD VALUE 'b';
    END IF;
    IF ARRAY['a'] <@ there THEN
        ALTER TYPE m ADD VALUE 'c';
    END IF;
    IF there && ARRAY['a', 'z']::text[] THEN
        ALTER TYPE m ADD VALUE 'd';
    END IF;
    IF 'q' = SOME (there) THEN
        ALTER TYPE m ADD VALUE 'q';
    END IF;
END
$$;
