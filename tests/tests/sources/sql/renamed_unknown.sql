CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
ALTER TYPE integration_type RENAME VALUE 'visma' TO 'visma_net';
