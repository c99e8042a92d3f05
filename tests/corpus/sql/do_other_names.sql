-- expect: a, b, c, d, e
CREATE TYPE m AS ENUM ('a');
DO $$
<<outer_block>>
DECLARE
    label text := 'x';
    other ALIAS FOR label;
    labels CURSOR FOR SELECT unnest(ARRAY['d', 'e']) AS name;
BEGIN
    outer_block.label := 'b';
    EXECUTE format('ALTER TYPE m ADD VALUE %L', label);
    other := 'c';
    EXECUTE format('ALTER TYPE m ADD VALUE %L', outer_block.label);
    FOR one IN labels LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', one.name);
    END LOOP;
END
$$;
