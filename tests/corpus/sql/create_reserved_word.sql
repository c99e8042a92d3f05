-- expect: broken
CREATE TYPE order AS ENUM ('a');
CREATE TYPE m AS ENUM ('a');
