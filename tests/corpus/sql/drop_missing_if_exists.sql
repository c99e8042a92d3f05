-- expect: a
DROP TYPE IF EXISTS m;
CREATE TYPE m AS ENUM ('a');
