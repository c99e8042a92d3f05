-- expect: broken
CREATE TYPE m AS ENUM ('a', 'b');
ALTER TYPE m DROP VALUE 'a';
