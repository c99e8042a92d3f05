-- expect: a, b, d, f
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    v text := 'y';
BEGIN
    CASE v
        WHEN 'x' THEN ALTER TYPE m ADD VALUE 'z';
        WHEN 'w', 'y' THEN ALTER TYPE m ADD VALUE 'b';
        ELSE ALTER TYPE m ADD VALUE 'c';
    END CASE;
    CASE
        WHEN v = 'x' THEN ALTER TYPE m ADD VALUE 'e';
        WHEN to_regtype('nothing') IS NULL THEN ALTER TYPE m ADD VALUE 'd';
    END CASE;
    EXECUTE CASE v WHEN 'x' THEN 'DROP TYPE m' ELSE 'ALTER TYPE m ADD VALUE ' || quote_literal('f') END;
END
$$;
