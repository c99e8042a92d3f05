-- expect: a
-- CREATE TYPE m AS ENUM ('x'); it's nothing
CREATE TYPE m AS ENUM ('a');
