-- expect: a, 1-1, 2-1, x, z
CREATE TYPE m AS ENUM ('a');
DO $$
BEGIN
    <<rows>>
    FOR i IN 1..3 LOOP
        FOR j IN 1..3 LOOP
            CONTINUE rows WHEN j = 2;
            EXIT rows WHEN i = 3;
            EXECUTE format('ALTER TYPE m ADD VALUE %L', i || '-' || j);
        END LOOP;
    END LOOP;
    <<once>>
    BEGIN
        ALTER TYPE m ADD VALUE 'x';
        EXIT once;
        ALTER TYPE m ADD VALUE 'y';
    END;
    ALTER TYPE m ADD VALUE 'z';
END
$$;
