-- expect: a, v42, v7
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    i int := '042';
    t text := '007';
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', 'v' || i);
    EXECUTE format('ALTER TYPE m ADD VALUE %L', 'v' || t::int);
END
$$;
