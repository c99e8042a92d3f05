-- expect: a, b
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION add_label() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TYPE m ADD VALUE 'z'; END $$;
DROP FUNCTION IF EXISTS add_label();
CREATE FUNCTION add_label(label text DEFAULT 'b') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', label);
END
$$;
SELECT add_label();
