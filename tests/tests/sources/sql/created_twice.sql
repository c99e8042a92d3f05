CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
