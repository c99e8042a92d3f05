-- expect: refused
CREATE TYPE m AS ENUM ('a', 'b', 'a');
