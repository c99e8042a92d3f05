-- expect: a, b
CREATE TABLE accounts (id int);
DO $$
BEGIN
    CREATE TYPE m AS ENUM ('a', 'b');
    CREATE INDEX ON accounts (id);
    ALTER TABLE accounts ADD COLUMN mood m;
    COMMENT ON COLUMN accounts.mood IS 'x';
EXCEPTION
    WHEN duplicate_object THEN
        NULL;
END
$$;
