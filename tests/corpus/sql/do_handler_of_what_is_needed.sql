-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
CREATE TABLE accounts (mood m);
DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['m', 'n'] LOOP
        BEGIN
            EXECUTE format('DROP TYPE IF EXISTS %I', one);
        EXCEPTION
            WHEN dependent_objects_still_exist THEN
                RAISE NOTICE '% is still in use', one;
        END;
    END LOOP;
END
$$;
