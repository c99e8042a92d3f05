-- expect: a, b, c, d
CREATE TYPE m AS ENUM ('a');
CREATE TABLE orders (id int, status m NOT NULL DEFAULT 'a');
DO $$ DECLARE type_name text; BEGIN
  SELECT udt_name INTO type_name FROM information_schema.columns
  WHERE table_schema = 'public' AND table_name = 'orders' AND column_name = 'status';
  IF type_name IS NOT NULL AND type_name NOT IN ('text', 'varchar') THEN
    EXECUTE format('ALTER TYPE %I ADD VALUE IF NOT EXISTS %L', type_name, 'b');
  END IF;
END $$;
DO $$ DECLARE type_name text; BEGIN
  SELECT t.typname INTO type_name
  FROM pg_type t JOIN pg_attribute a ON a.atttypid = t.oid JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relname = 'orders' AND a.attname = 'status' AND t.typtype = 'e';
  IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumlabel = 'c'
                 AND enumtypid = (SELECT oid FROM pg_type WHERE typname = type_name)) THEN
    EXECUTE format('ALTER TYPE %I ADD VALUE %L', type_name, 'c');
  END IF;
END $$;
DO $$ DECLARE type_name regtype; BEGIN
  SELECT a.atttypid::regtype INTO type_name FROM pg_attribute a
  WHERE a.attrelid = 'public.orders'::regclass AND a.attname = 'status' AND NOT a.attisdropped;
  EXECUTE format('ALTER TYPE %s ADD VALUE IF NOT EXISTS %L', type_name, 'd');
END $$;
