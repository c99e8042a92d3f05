-- expect: a, b, d, e
CREATE FUNCTION has_type(name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM pg_type WHERE typname = name);
END
$$;
CREATE FUNCTION has_label(type_name text, label text) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = $1 AND e.enumlabel = $2);
$$;
DO $$
DECLARE
    there boolean;
BEGIN
    IF NOT has_type('m') THEN
        CREATE TYPE m AS ENUM ('a');
    END IF;
    there := has_type('m') AND public.has_type('nothing');
    IF NOT there THEN
        ALTER TYPE m ADD VALUE 'b';
    END IF;
    IF has_label('m', 'a') IS NOT TRUE THEN
        ALTER TYPE m ADD VALUE 'c';
    END IF;
    IF NOT has_label('m', lower('D')) THEN
        ALTER TYPE m ADD VALUE 'd';
    END IF;
    CASE has_type('m')
        WHEN true THEN ALTER TYPE m ADD VALUE 'e';
        ELSE ALTER TYPE m ADD VALUE 'f';
    END CASE;
END
$$;
