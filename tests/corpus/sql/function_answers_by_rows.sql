-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
CREATE TABLE wanted (label text);
CREATE FUNCTION is_wanted(name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM wanted WHERE label = name) THEN
        RETURN true;
    END IF;
    RETURN EXISTS (SELECT 1 FROM pg_type WHERE typname = name);
END
$$;
DO $$
BEGIN
    IF is_wanted('b') THEN
        ALTER TYPE m ADD VALUE 'b';
    END IF;
END
$$;
