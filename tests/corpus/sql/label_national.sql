-- expect: broken
CREATE TYPE m AS ENUM ('a', N'b');
