CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
