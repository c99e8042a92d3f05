-- expect: a, b
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    ALTER TYPE m ADD VALUE 'a';
EXCEPTION
    WHEN OTHERS THEN
        IF SQLSTATE = '42710' THEN
            ALTER TYPE m ADD VALUE 'b';
        ELSE
            RAISE;
        END IF;
END
$$;
