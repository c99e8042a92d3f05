-- expect: a, b
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION grow() RETURNS void LANGUAGE plpgsql AS $$
BEGIN ALTER TYPE m ADD VALUE 'b'; END $$;
SELECT grow();
