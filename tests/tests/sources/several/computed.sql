CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
DO $$ BEGIN EXECUTE current_setting('app.sql'); END $$;
