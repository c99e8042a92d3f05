-- expect: x, c, a, b
CREATE TYPE k AS ENUM ('a', 'b');
ALTER TYPE k ADD VALUE 'c' BEFORE 'a';
CREATE TYPE m AS ENUM ('x');
DO $$
DECLARE
    present text;
    one record;
BEGIN
    FOR one IN SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = 'k'::regtype ORDER BY e.enumsortorder LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.enumlabel);
    END LOOP;
END
$$;
