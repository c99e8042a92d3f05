-- expect: refused
CREATE TYPE m AS ENUM ('a');
CREATE TYPE m AS ENUM ('a');
