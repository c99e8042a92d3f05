-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    CASE current_user
        WHEN 'app' THEN ALTER TYPE m ADD VALUE 'b';
        ELSE ALTER TYPE m ADD VALUE 'c';
    END CASE;
END
$$;
