-- expect: a, m_b
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION label_of(name text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_type WHERE typname = name) THEN
        RETURN name || '_b';
    END IF;
    RETURN 'none';
END
$$;
DO $$
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', label_of('m'));
END
$$;
