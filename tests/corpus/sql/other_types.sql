-- expect: a
CREATE TYPE c AS (m int, type text);
CREATE DOMAIN d AS text CHECK (VALUE <> 'm');
CREATE TYPE r AS RANGE (subtype = float8);
ALTER TYPE c ADD ATTRIBUTE z int;
CREATE TYPE m AS ENUM ('a');
