ALTER TYPE integration_type
    ADD VALUE IF NOT EXISTS 'visma';
