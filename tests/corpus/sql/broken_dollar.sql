-- expect: broken
CREATE TYPE m AS ENUM ($x$a$y$);
