-- expect: b, c
CREATE TYPE m AS ENUM ('a', 'b');
CREATE TYPE m_new AS ENUM ('b', 'c');
DROP TYPE m;
ALTER TYPE m_new RENAME TO m;
