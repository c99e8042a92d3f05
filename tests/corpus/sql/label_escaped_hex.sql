-- expect: AB
CREATE TYPE m AS ENUM (E'\x41\102');
