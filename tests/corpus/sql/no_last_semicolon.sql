-- expect: a
CREATE TYPE m AS ENUM ('a')
