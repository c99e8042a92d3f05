-- expect: x, k_b, k_B, k_1, a, b, c
CREATE TYPE "k_B" AS ENUM ('c', 'a');
CREATE TYPE k_1 AS ENUM ('a');
CREATE TYPE k_b AS ENUM ('b');
CREATE TYPE m AS ENUM ('x');
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT t.typname FROM pg_type t WHERE t.typtype = 'e' AND t.typname LIKE 'k%' ORDER BY t.typname DESC LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.typname);
    END LOOP;
    FOR one IN
        SELECT DISTINCT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
        WHERE t.typname LIKE 'k%' ORDER BY e.enumlabel
    LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.enumlabel);
    END LOOP;
END
$$;
