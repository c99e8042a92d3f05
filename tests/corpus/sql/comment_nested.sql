-- expect: a
/* CREATE TYPE m AS ENUM ('x'); /* inner */ still a comment; ' */
CREATE TYPE m AS ENUM ('a');
