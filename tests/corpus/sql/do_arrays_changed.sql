-- expect: a, p, q, r, s, found
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    labels text[] := ARRAY['q', 'x'];
    one text;
BEGIN
    labels := array_append(array_remove(labels, 'x'), 'r');
    labels := array_cat(array_prepend('p', labels), ARRAY['s']);
    FOREACH one IN ARRAY labels LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
    IF array_position(labels, 'q') = 2 AND array_position(labels, 'x') IS NULL THEN
        ALTER TYPE m ADD VALUE 'found';
    END IF;
END
$$;
