-- expect: a
CREATE TYPE m AS ENUM ('a');
CREATE SCHEMA other;
CREATE TYPE other.m AS ENUM ('x');
CREATE FUNCTION add_label() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $$;
ALTER FUNCTION add_label() SET search_path = other;
SELECT add_label();
