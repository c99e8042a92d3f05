-- expect: open, under review, done, x1, y2, z, w
CREATE TYPE m AS ENUM ('open', 'reviewing', 'closed');
DO $$
DECLARE
    pair text[];
    pairs text[][] := ARRAY[['m', 'closed', 'done'], ['m', 'missing', 'found']];
    single text;
BEGIN
    FOREACH pair SLICE 1 IN ARRAY ARRAY[ARRAY['reviewing', 'under review'], ARRAY['gone', 'here']] LOOP
        IF EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
                   WHERE t.typname = 'm' AND e.enumlabel = pair[1]) THEN
            EXECUTE format('ALTER TYPE m RENAME VALUE %L TO %L', pair[1], pair[2]);
        END IF;
    END LOOP;
    FOREACH pair SLICE 1 IN ARRAY pairs LOOP
        IF pair[2] = ANY (enum_range(NULL::m)::text[]) THEN
            EXECUTE format('ALTER TYPE public.%I RENAME VALUE %L TO %L', pair[1], pair[2], pair[3]);
        END IF;
    END LOOP;
    pairs := ARRAY[['x', '1'], ['y', '2']];
    FOR i IN 1..array_length(pairs, 1) LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', pairs[i][1] || pairs[i][array_length(pairs, 2)]);
    END LOOP;
    -- Without a slice a loop goes over every element, and a slice may be all there is.
    FOREACH single IN ARRAY ARRAY[['z'], ['w']] LOOP
        EXECUTE format('ALTER TYPE m ADD VALUE %L', single);
    END LOOP;
    FOREACH pair SLICE 1 IN ARRAY ARRAY['z', 'w'] LOOP
        IF cardinality(pair) <> 2 OR cardinality(pairs) <> 4 THEN
            ALTER TYPE m ADD VALUE 'wrong';
        END IF;
    END LOOP;
END
$$;
