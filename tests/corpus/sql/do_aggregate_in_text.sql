-- expect: b, a
DO $$
DECLARE
    statement text;
BEGIN
    SELECT format('CREATE TYPE m AS ENUM (%s)', string_agg(quote_literal(v), ', ')) INTO statement FROM unnest(ARRAY['b', 'a']) AS v;
    EXECUTE statement;
END
$$;
