-- expect: a, x, b
CREATE TYPE m AS ENUM ('a', 'b');
ALTER TYPE m ADD VALUE 'x' AFTER 'a';
