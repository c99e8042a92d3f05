-- expect: undetermined
CREATE TYPE m AS ENUM ('a');
CREATE TABLE accounts (code char(4));
DO $$
DECLARE
    code accounts.code%TYPE := 'b';
BEGIN
    EXECUTE format('ALTER TYPE m ADD VALUE %L', code);
END
$$;
