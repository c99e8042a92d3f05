-- expect: a
CREATE TYPE m AS ENUM ('a');
CREATE SCHEMA other;
CREATE TYPE other.m AS ENUM ('x');
SET search_path = other;
CREATE FUNCTION public.add_label() RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    ALTER TYPE m ADD VALUE 'b';
END
$$;
RESET search_path;
SELECT add_label();
