CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');

-- Later.
ALTER TYPE integration_type ADD VALUE 'visma' BEFORE 'dynamics';
