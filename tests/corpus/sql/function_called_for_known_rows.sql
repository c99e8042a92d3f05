-- expect: a, d, b, c, e
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION add_label(label text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', label);
END
$$;
SELECT add_label(v) FROM unnest(ARRAY['d', 'b']) AS v;
SELECT add_label(t.label) FROM (VALUES (1, 'c')) AS t(number, label);
SELECT add_label(unnest(ARRAY['e']));
