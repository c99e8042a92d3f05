-- expect: b
CREATE TYPE m AS ENUM ('a');
DROP TYPE m;
CREATE TYPE m AS ENUM ('b');
