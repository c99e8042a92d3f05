-- expect: x, a
CREATE TYPE m AS ENUM ('a');
ALTER TYPE m ADD VALUE 'x' BEFORE 'a';
