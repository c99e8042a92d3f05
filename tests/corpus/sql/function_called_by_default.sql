-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
CREATE TABLE accounts (id int);
INSERT INTO accounts VALUES (1);
CREATE FUNCTION next_number() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    ALTER TYPE m ADD VALUE IF NOT EXISTS 'b';
    RETURN 1;
END
$$;
ALTER TABLE accounts ADD COLUMN number int DEFAULT next_number();
