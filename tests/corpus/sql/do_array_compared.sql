-- expect: p, q
CREATE TYPE m AS ENUM ('a', 'b');
CREATE TABLE moods (id int, mood m);
DO $$
DECLARE
    present text[];
    wanted text[] := ARRAY['p', 'q'];
BEGIN
    SELECT array_agg(enumlabel::text ORDER BY enumsortorder) INTO present
    FROM pg_enum WHERE enumtypid = 'm'::regtype;
    IF present = wanted THEN
        RETURN;
    END IF;
    ALTER TABLE moods DROP COLUMN mood;
    DROP TYPE m;
    CREATE TYPE m AS ENUM ('p', 'q');
END
$$;
