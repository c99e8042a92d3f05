-- expect: gone
CREATE TYPE m AS ENUM ('a');
CREATE TYPE n AS ENUM ('b');
DO $$
DECLARE
    drops text;
BEGIN
    SELECT string_agg(format('DROP TYPE %I.%I', n.nspname, t.typname), '; ') INTO drops
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND n.nspname = 'public';
    EXECUTE drops;
END
$$;
