CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
DO $$
BEGIN
    EXECUTE 'ALTER TYPE integration_type ADD VALUE ' || quote_literal(current_setting('app.kind'));
END
$$;
