-- expect: a
CREATE TYPE n AS ENUM ('a');
ALTER TYPE n RENAME TO m;
