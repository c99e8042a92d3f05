-- expect: a, 7, 12, c
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    number int := '007';
    many bigint[] := ARRAY['0012'];
    one bigint;
    flag boolean := 'on';
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', number);
    FOREACH one IN ARRAY many LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
    IF flag THEN
        ALTER TYPE m ADD VALUE 'c';
    END IF;
END
$$;
