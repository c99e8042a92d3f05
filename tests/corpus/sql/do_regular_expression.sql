-- expect: a, n
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT typname FROM pg_type WHERE typtype = 'e' AND typname ~ '^m$' LOOP
        EXECUTE format('ALTER TYPE %I ADD VALUE %L', one.typname, 'n');
    END LOOP;
    IF 'mood_status' ~* 'STATE' OR 'mood' !~ '^mo' OR 'mxod' ~ 'm_' THEN
        ALTER TYPE m ADD VALUE 'z';
    END IF;
END
$$;
