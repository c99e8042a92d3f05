-- expect: a, b, c
CREATE TYPE m AS ENUM ('a');
CREATE TYPE mood_two AS ENUM ('x');
CREATE TABLE moods (id int, mood m);
DO $$
DECLARE
    kind regtype;
    one record;
BEGIN
    SELECT atttypid::regtype INTO kind FROM pg_attribute
    WHERE attrelid = 'moods'::regclass AND attname = 'mood';
    IF kind::text NOT LIKE '%mood%' THEN
        EXECUTE 'ALTER TYPE ' || kind || ' ADD VALUE ''b''';
    END IF;
    FOR one IN SELECT typname FROM pg_type WHERE typtype = 'e' AND typname LIKE 'm%' AND typname NOT LIKE 'm\_%'
               AND typname NOT LIKE 'mood%' LOOP
        EXECUTE format('ALTER TYPE %I ADD VALUE %L', one.typname, 'c');
    END LOOP;
END
$$;
