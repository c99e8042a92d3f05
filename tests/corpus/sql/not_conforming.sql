-- expect: it's, b
SET standard_conforming_strings = off;
CREATE TYPE m AS ENUM ('it\'s', 'b');
