-- expect: a, b, c
CREATE TYPE m AS ENUM ('a', 'c');
CREATE FUNCTION add_label(p_type text, p_label text, p_after text DEFAULT NULL)
RETURNS boolean LANGUAGE plpgsql AS $fn$
BEGIN
  IF p_label IN (SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = p_type::regtype) THEN
    RETURN false;
  END IF;
  IF p_after IS NOT NULL THEN
    EXECUTE format('ALTER TYPE %s ADD VALUE %L AFTER %L', p_type, p_label, p_after);
  ELSE
    EXECUTE format('ALTER TYPE %s ADD VALUE %L', p_type, p_label);
  END IF;
  RETURN true;
END $fn$;
SELECT add_label('m', 'b', 'a');
SELECT add_label('m', 'c');
DROP FUNCTION add_label(text, text, text);
