-- expect: a, c
CREATE TYPE m AS ENUM ('a', 'b');
UPDATE pg_catalog.pg_enum SET enumlabel = 'c' WHERE enumtypid = 'm'::regtype::oid AND enumlabel = 'b';
