-- expect: a
CREATE TYPE m AS ENUM ('a');
SELECT '; DROP TYPE m;', $$; DROP TYPE m;$$, E'\'; DROP TYPE m;';
