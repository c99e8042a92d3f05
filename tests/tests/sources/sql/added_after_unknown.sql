CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
ALTER TYPE integration_type ADD VALUE 'visma' AFTER 'xleger';
