-- expect: broken
CREATE TYPE m AS ENUM ('a');
CREATE TABLE t (a text DEFAULT 'x')
ALTER TYPE m ADD VALUE 'b';
