CREATE TYPE IF NOT EXISTS integration_type AS ENUM ('xledger', 'dynamics', 'consio');
