-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
CREATE TABLE names (name text);
INSERT INTO names VALUES ('b'), ('c');
DO $$
DECLARE
    all_names CURSOR FOR SELECT name FROM names ORDER BY name;
    one text;
BEGIN
    OPEN all_names;
    LOOP
        FETCH all_names INTO one;
        EXIT WHEN NOT FOUND;
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
    CLOSE all_names;
END
$$;
