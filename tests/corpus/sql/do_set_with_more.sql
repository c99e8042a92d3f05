-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT unnest(ARRAY['b', 'c']) || '!' LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
END
$$;
