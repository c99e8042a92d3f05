-- expect: a, b, c, d!
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT regexp_split_to_table('b,c', ',') LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
    FOR one IN SELECT v || '!' FROM unnest(ARRAY['d']) AS v LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
END
$$;
