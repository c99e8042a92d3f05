-- expect: x, c, b, a, b1, b3, w1, w2, l1, l2, b2, d
CREATE TYPE m AS ENUM ('x');
DO $$
DECLARE
    labels text[] := ARRAY['a', 'b', 'c'];
    n int := 1;
    one text;
BEGIN
    FOR i IN REVERSE 3..1 LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', labels[i]);
    END LOOP;
    FOR i IN 1..array_length(labels, 1) BY 2 LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', 'b' || i);
    END LOOP;
    WHILE n <= cardinality(labels) - 1 LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', 'w' || n);
        n := n + 1;
    END LOOP;
    n := 1;
    LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', 'l' || n);
        n := n + 1;
        EXIT WHEN n > 2;
    END LOOP;
    FOR i IN 2 .. n - 1 LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', 'b' || i);
    END LOOP;
    FOR one IN EXECUTE 'SELECT v FROM unnest(ARRAY[''d'']) AS v' LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
    END LOOP;
END
$$;
