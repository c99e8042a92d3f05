-- expect: refused
CREATE TYPE m AS ENUM ('a');
ALTER TYPE m RENAME VALUE 'b' TO 'c';
