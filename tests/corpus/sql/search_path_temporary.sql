-- expect: a, c
CREATE TYPE m AS ENUM ('a');
CREATE TYPE pg_temp.m AS ENUM ('t');
ALTER TYPE m ADD VALUE 'b';
ALTER TYPE public.m ADD VALUE 'c';
DROP TYPE m;
