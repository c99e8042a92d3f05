-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION next_number() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    ALTER TYPE m ADD VALUE IF NOT EXISTS 'b';
    RETURN 1;
END
$$;
CREATE OR REPLACE VIEW numbers AS SELECT next_number() AS number;
SELECT * FROM numbers;
