-- expect: a, b
CREATE TYPE m AS ENUM ('a');
CREATE TABLE t (c m);
DO $$
DECLARE
    found_name text;
BEGIN
    SELECT typname INTO found_name FROM pg_type
    WHERE typtype = 'e' AND (typname = 'm' OR typname IN ('moods', 'feelings')) LIMIT 1;
    EXECUTE format('ALTER TYPE %I ADD VALUE IF NOT EXISTS %L', found_name, 'b');
    SELECT t.typname INTO found_name
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relname = 't' AND a.attname = 'c' AND t.typcategory = 'E';
    EXECUTE format('ALTER TYPE %I ADD VALUE IF NOT EXISTS %L', found_name, 'b');
END
$$;
