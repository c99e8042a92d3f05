-- expect: a
CREATE TYPE M AS ENUM ('a');
