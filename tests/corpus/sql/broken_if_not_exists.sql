-- expect: broken
CREATE TYPE IF NOT EXISTS m AS ENUM ('a');
