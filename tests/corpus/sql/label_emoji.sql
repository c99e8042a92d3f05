-- expect: 😀
CREATE TYPE m AS ENUM ('😀');
