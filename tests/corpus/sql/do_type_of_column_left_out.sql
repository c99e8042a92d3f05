-- expect: a, b
CREATE TYPE m AS ENUM ('a');
CREATE TABLE accounts (id int, mood m);
DO $$
DECLARE
    type_name text;
    known boolean;
BEGIN
    SELECT udt_name INTO type_name FROM information_schema.columns
    WHERE table_name = 'accounts' AND column_name = 'mood' AND udt_name != 'text' AND udt_name NOT IN ('varchar', 'bpchar');
    IF type_name IS NOT NULL AND type_name <> 'text' THEN
        SELECT EXISTS (
            SELECT 1 FROM pg_enum WHERE enumlabel = 'b' AND enumtypid = (SELECT oid FROM pg_type WHERE typname = type_name)
        ) INTO known;
        IF NOT known THEN
            EXECUTE format('ALTER TYPE %I ADD VALUE IF NOT EXISTS ''b''', type_name);
        END IF;
    END IF;
END
$$;
