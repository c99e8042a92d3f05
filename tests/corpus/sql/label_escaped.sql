-- expect: it's
CREATE TYPE m AS ENUM (E'it\'s');
