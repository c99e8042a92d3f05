-- expect: a
CREATE TABLE t (id int, type text DEFAULT 'x');
CREATE TYPE m AS ENUM ('a');
ALTER TABLE t ADD COLUMN c m NOT NULL DEFAULT 'a';
