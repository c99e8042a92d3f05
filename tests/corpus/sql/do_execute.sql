-- expect: a
DO $$ BEGIN EXECUTE 'CREATE TYPE m AS ENUM (''a'')'; END $$;
