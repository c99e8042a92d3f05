-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
UPDATE pg_enum SET enumsortorder = 7 WHERE enumtypid = 'm'::regtype AND enumlabel = 'a';
