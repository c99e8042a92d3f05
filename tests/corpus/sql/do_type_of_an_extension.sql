-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_type WHERE typname = 'citext') THEN
        ALTER TYPE m ADD VALUE 'b';
    END IF;
END $$;
