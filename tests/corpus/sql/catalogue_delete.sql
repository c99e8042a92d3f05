-- expect: a
CREATE TYPE m AS ENUM ('a', 'b');
DELETE FROM pg_enum WHERE enumlabel = 'b' AND enumtypid = (SELECT oid FROM pg_type WHERE typname = 'm');
