-- expect: b
CREATE TYPE n AS ENUM ('a'); CREATE TYPE m AS ENUM ('b'); CREATE TYPE o AS ENUM ('c');
