-- expect: a, b
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION add_label(label text) RETURNS boolean LANGUAGE plpgsql STRICT AS $$
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', coalesce(label, 'z'));
    RETURN true;
END
$$;
SELECT add_label(NULL);
DO $$
DECLARE
    nothing text;
BEGIN
    IF add_label(nothing) IS NULL THEN
        PERFORM add_label('b');
    END IF;
END
$$;
