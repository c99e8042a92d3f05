-- expect: b, c
CREATE TYPE m AS ENUM ('a', 'b');
ALTER TYPE m RENAME TO m_old;
CREATE TYPE m AS ENUM ('b', 'c');
DROP TYPE m_old;
