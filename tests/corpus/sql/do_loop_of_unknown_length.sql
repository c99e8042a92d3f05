-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
DO $$
DECLARE
    n int := 0;
BEGIN
    LOOP
        n := n + 1;
        EXIT WHEN n > length(current_user);
        EXECUTE format('ALTER TYPE m ADD VALUE %L', 'l' || n);
    END LOOP;
END
$$;
