-- expect: z, c
CREATE TYPE m AS ENUM ('z', 'b', 'c');
DO $$
DECLARE
    kept text;
BEGIN
    ALTER TYPE m RENAME TO m_before;
    SELECT string_agg('''' || v || '''', ', ' ORDER BY v) INTO kept
    FROM unnest(enum_range(NULL::m_before)) AS v WHERE v NOT IN ('b');
    EXECUTE format('CREATE TYPE m AS ENUM (%s)', kept);
    DROP TYPE m_before;
END
$$;
