-- expect: gone
CREATE TYPE m AS ENUM ('a');
ALTER TYPE m RENAME TO n;
