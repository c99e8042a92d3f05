-- expect: a, c
CREATE TYPE m AS ENUM ('a');
CREATE TABLE names (name text);
DO $$
DECLARE
    wanted text[] := ARRAY['c'];
    one text;
BEGIN
    FOR one IN SELECT unnest(wanted) EXCEPT SELECT name FROM names LOOP
        RAISE NOTICE '% is missing', one;
    END LOOP;
    FOREACH one IN ARRAY wanted LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
END
$$;
