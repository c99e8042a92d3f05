-- expect: a, b, c
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    labels text[];
BEGIN
    labels := ARRAY['b', 'c'];
    CREATE FUNCTION add_all(wanted text[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $f$
    DECLARE
        one text;
    BEGIN
        FOREACH one IN ARRAY wanted LOOP
            EXECUTE 'ALTER TYPE m ADD VALUE ' || quote_literal(one);
        END LOOP;
    END;
    $f$;
    PERFORM add_all(labels);
END
$$;
