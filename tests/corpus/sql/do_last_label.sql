-- expect: a, b, c
CREATE TYPE m AS ENUM ('a', 'b');
DO $$
DECLARE
    last text;
BEGIN
    SELECT enumlabel INTO last FROM pg_enum
        WHERE enumtypid = 'm'::regtype ORDER BY enumsortorder DESC LIMIT 1;
    EXECUTE format('ALTER TYPE m ADD VALUE %L AFTER %L', 'c', last);
END
$$;
