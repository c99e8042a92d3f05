-- expect: gone
CREATE TYPE m AS ENUM ('a');
CREATE TYPE n AS ENUM ('a');
DROP TYPE IF EXISTS n, public.m RESTRICT;
