-- expect: undetermined
DO $$
BEGIN
    EXECUTE format('CREATE TYPE m AS ENUM (%s)', (
        SELECT string_agg(quote_literal(v), ', ') FILTER (WHERE v <> 'b') FROM unnest(ARRAY['b', 'a']) AS v
    ));
END
$$;
