-- expect: a, c
CREATE TYPE m AS ENUM ('a', 'b');
DO $$ DECLARE s text; BEGIN
  FOREACH s IN ARRAY ARRAY['public', 'other'] LOOP
    IF to_regtype(s || '.m') IS NULL THEN CONTINUE; END IF;
    EXECUTE format('ALTER TYPE %I.m RENAME VALUE %L TO %L', s, 'b', 'c');
  END LOOP;
END $$;
