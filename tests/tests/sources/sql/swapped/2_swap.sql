ALTER TYPE integration_type RENAME TO integration_type_old;
CREATE TYPE integration_type AS ENUM ('xledger', 'consio');
ALTER TABLE jobs ALTER COLUMN kind TYPE integration_type USING kind::text::integration_type;
DROP TYPE integration_type_old;
