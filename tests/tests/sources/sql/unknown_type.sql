CREATE TYPE integration_types AS ENUM ('xledger', 'dynamics', 'consio');
