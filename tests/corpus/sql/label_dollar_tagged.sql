-- expect: a $$ b
CREATE TYPE m AS ENUM ($x$a $$ b$x$);
