-- expect: a
CREATE SCHEMA s;
SET search_path TO s, public;
CREATE TYPE m AS ENUM ('b');
RESET search_path;
CREATE TYPE m AS ENUM ('a');
