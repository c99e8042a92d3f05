-- expect: b
CREATE TYPE m AS ENUM ('a');
ALTER TYPE m RENAME VALUE 'a' TO 'b';
