-- expect: -- a /* b
CREATE TYPE m AS ENUM ('-- a /* b');
