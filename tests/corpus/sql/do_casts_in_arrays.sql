-- expect: a, b, c, e, g
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    label text;
    pair text[];
    labels text[] := ARRAY['e'::character varying]::text[];
BEGIN
    FOREACH label IN ARRAY ARRAY['b'::text, 'c'::character varying] LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', label);
    END LOOP;
    FOREACH label IN ARRAY labels LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', label);
    END LOOP;
    FOREACH pair SLICE 1 IN ARRAY ARRAY[['f'::text, 'g'::text]] LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', pair[2]);
    END LOOP;
END
$$;
