-- expect: a, b
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    CREATE TYPE m AS ENUM ('c');
EXCEPTION
    WHEN syntax_error_or_access_rule_violation THEN
        ALTER TYPE m ADD VALUE 'b';
END
$$;
