-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
UPDATE pg_enum SET enumlabel = 'b' WHERE enumtypid = 'm'::regtype AND enumlabel = 'nothing';
