CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
DO $body$
BEGIN
    NULL;
END
$$;
