CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
ALTER TYPE integration_type RENAME TO system_kind;
