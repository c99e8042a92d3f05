-- expect: a, b
CREATE TYPE other AS ENUM ('x');
DO $$
BEGIN
    PERFORM 'm'::regtype;
EXCEPTION
    WHEN undefined_object THEN
        CREATE TYPE m AS ENUM ('a');
END
$$;
DO $$
BEGIN
    PERFORM 'm'::regtype;
    ALTER TYPE m ADD VALUE 'b';
EXCEPTION
    WHEN undefined_object THEN
        CREATE TYPE m AS ENUM ('c');
END
$$;
