-- expect: a, it's, c
CREATE FUNCTION create_enum(name text, labels text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = name) THEN
        EXECUTE format('CREATE TYPE %I AS ENUM (%s)', name, array_to_string(array_agg(quote_literal(label)), ', '))
        FROM unnest(labels) AS label;
    END IF;
END
$$;
SELECT create_enum('m', ARRAY['a', 'it''s', 'c']);
SELECT create_enum('m', ARRAY['other']);
