-- expect: b, a
CREATE TYPE m AS ENUM ('a', 'b');
ALTER TYPE m RENAME VALUE 'a' TO 'x';
ALTER TYPE m RENAME VALUE 'b' TO 'a';
ALTER TYPE m RENAME VALUE 'x' TO 'b';
