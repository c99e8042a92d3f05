-- expect: undetermined
CREATE TABLE seeds (name text UNIQUE);
INSERT INTO seeds VALUES ('x');
CREATE FUNCTION seed() RETURNS void LANGUAGE sql AS $$ INSERT INTO seeds VALUES ('x') $$;
DO $$
BEGIN
    CREATE TYPE m AS ENUM ('a');
    PERFORM seed();
EXCEPTION
    WHEN unique_violation THEN
        NULL;
END
$$;
