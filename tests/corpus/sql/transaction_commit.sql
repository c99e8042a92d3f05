-- expect: a
BEGIN;
CREATE TYPE m AS ENUM ('a');
COMMIT;
