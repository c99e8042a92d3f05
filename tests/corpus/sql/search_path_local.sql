-- expect: a
CREATE SCHEMA s;
BEGIN;
SET LOCAL search_path = s;
CREATE TYPE n AS ENUM ('b');
COMMIT;
CREATE TYPE m AS ENUM ('a');
