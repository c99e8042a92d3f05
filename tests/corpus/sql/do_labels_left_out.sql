-- expect: x, b, cc, d, e
CREATE TYPE k AS ENUM ('a', 'b', 'cc', 'd', 'e');
CREATE TYPE m AS ENUM ('x');
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype AND enumlabel <> 'a' AND enumlabel NOT IN ('cc', 'd', 'e') LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.enumlabel);
    END LOOP;
    FOR one IN SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype AND enumlabel LIKE 'c%' LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.enumlabel);
    END LOOP;
    FOR one IN SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype AND enumlabel ~ '^d$' LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.enumlabel);
    END LOOP;
    FOR one IN
        SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype AND enumlabel = ANY (ARRAY['e', 'f'])
    LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.enumlabel);
    END LOOP;
END
$$;
