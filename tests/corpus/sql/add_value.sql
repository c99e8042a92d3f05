-- expect: a, b
CREATE TYPE m AS ENUM ('a');
ALTER TYPE m ADD VALUE 'b';
