-- expect: undetermined
CREATE TYPE k AS ENUM ('a', 'b');
ALTER TYPE k ADD VALUE 'c' BEFORE 'a';
DO $$
DECLARE
    labels text;
BEGIN
    SELECT string_agg(quote_literal(enumlabel), ', ') INTO labels FROM pg_enum WHERE enumtypid = 'k'::regtype;
    EXECUTE 'CREATE TYPE m AS ENUM (' || labels || ')';
END
$$;
