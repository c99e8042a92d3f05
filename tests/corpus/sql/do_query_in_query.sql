-- expect: c, a, b
CREATE TYPE k AS ENUM ('a', 'b');
ALTER TYPE k ADD VALUE 'c' BEFORE 'a';
DO $$
DECLARE
    labels text;
BEGIN
    SELECT string_agg(quote_literal(s.enumlabel), ', ') INTO labels
    FROM (SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = 'k'::regtype ORDER BY e.enumsortorder) s;
    EXECUTE concat_ws(' ', 'CREATE TYPE m AS ENUM', replace('(LABELS)', 'LABELS', labels));
END
$$;
