-- expect: b
CREATE TYPE k AS ENUM ('a');
CREATE DOMAIN m AS k CHECK (VALUE IS NOT NULL);
ALTER TYPE k RENAME TO k_before;
DROP TYPE k_before CASCADE;
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') THEN
        CREATE TYPE m AS ENUM ('b');
    END IF;
END
$$;
