-- expect: it's
CREATE TYPE m AS ENUM ('it''s');
