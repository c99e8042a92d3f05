-- expect: a, b
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION add_label() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $$;
ALTER FUNCTION add_label() RENAME TO add_later;
CREATE FUNCTION add_label() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TYPE m ADD VALUE 'z'; END $$;
SELECT add_later();
