-- expect: gone
CREATE TYPE m AS ENUM ('a');
DROP TYPE m CASCADE;
