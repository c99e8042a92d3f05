-- expect: refused
CREATE TYPE m AS ENUM ('a');
ALTER TYPE m ADD VALUE 'b' AFTER 'c';
