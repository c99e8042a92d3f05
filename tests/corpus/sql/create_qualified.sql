-- expect: a
CREATE TYPE public.m AS ENUM ('a');
