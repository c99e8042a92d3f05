-- expect: broken
CREATE TYPE m AS ENUM ('a');
GO
ALTER TYPE m ADD VALUE 'b';
