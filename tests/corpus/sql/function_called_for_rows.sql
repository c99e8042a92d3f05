-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
CREATE TABLE kinds (name text);
CREATE FUNCTION grow(label text) RETURNS void LANGUAGE plpgsql AS $fn$
BEGIN EXECUTE format('ALTER TYPE m ADD VALUE %L', label); END $fn$;
SELECT grow(name) FROM kinds;
