-- expect: a, b
CREATE FUNCTION create_enum(name text, VARIADIC labels text[]) RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE list text;
BEGIN
  SELECT string_agg(quote_literal(l), ', ') INTO list FROM unnest(labels) AS l;
  EXECUTE format('CREATE TYPE %I AS ENUM (%s)', name, list);
EXCEPTION WHEN duplicate_object THEN NULL;
END $fn$;
SELECT create_enum('m', 'a', 'b');
SELECT create_enum('m', 'z');
