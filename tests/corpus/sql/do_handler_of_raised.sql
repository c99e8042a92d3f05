-- expect: a, b, c
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    BEGIN
        ALTER TYPE m ADD VALUE 'z';
        RAISE unique_violation;
    EXCEPTION
        WHEN raise_exception THEN
            ALTER TYPE m ADD VALUE 'y';
        WHEN unique_violation THEN
            ALTER TYPE m ADD VALUE 'b';
    END;
    BEGIN
        RAISE EXCEPTION 'there already' USING ERRCODE = '42710';
    EXCEPTION
        WHEN raise_exception THEN
            ALTER TYPE m ADD VALUE 'x';
        WHEN duplicate_object THEN
            ALTER TYPE m ADD VALUE 'c';
    END;
END
$$;
