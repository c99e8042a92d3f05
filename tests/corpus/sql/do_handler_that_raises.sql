-- expect: a, b
CREATE TABLE accounts (id int);
DO $$
BEGIN
    CREATE TYPE m AS ENUM ('a', 'b');
    ALTER TABLE accounts ADD COLUMN mood m;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION 'failed: %', SQLERRM;
END
$$;
