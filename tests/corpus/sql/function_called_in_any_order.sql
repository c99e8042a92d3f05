-- expect: undetermined
CREATE TYPE k AS ENUM ('b', 'a');
CREATE TYPE m AS ENUM ('x');
CREATE FUNCTION add_label(label text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', label);
END
$$;
SELECT add_label(enumlabel) FROM pg_enum WHERE enumtypid = 'k'::regtype;
