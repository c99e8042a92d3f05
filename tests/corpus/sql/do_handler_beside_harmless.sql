-- expect: a, b
DO $$
DECLARE
    name text := 'b';
    found_it boolean;
BEGIN
    CREATE TYPE m AS ENUM ('a');
    RAISE NOTICE 'created, % is next', name;
    SELECT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') INTO found_it;
    IF found_it THEN
        EXECUTE format('ALTER TYPE m ADD VALUE %L', name);
    END IF;
    SET LOCAL lock_timeout = '1s';
EXCEPTION
    WHEN OTHERS THEN
        RAISE NOTICE 'not created: %', SQLERRM;
END
$$;
