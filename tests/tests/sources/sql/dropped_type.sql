CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
CREATE TYPE mood AS ENUM ('sad', 'ok');

DROP TYPE IF EXISTS integration_type;
