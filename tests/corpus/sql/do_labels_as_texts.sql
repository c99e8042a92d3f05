-- expect: undetermined
CREATE TYPE k AS ENUM ('z', 'b');
DO $$
DECLARE
    kept text;
BEGIN
    SELECT string_agg(quote_literal(v), ', ' ORDER BY v) INTO kept FROM unnest(enum_range(NULL::k)::text[]) AS v;
    EXECUTE format('CREATE TYPE m AS ENUM (%s)', kept);
END
$$;
