CREATE TYPE integration_type AS ENUM ('xleger', 'dynamics', 'consio');
