-- expect: undetermined
CREATE TYPE m AS ENUM ('x');
DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT v FROM unnest(ARRAY['z', 'b']) AS v ORDER BY v LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
END
$$;
