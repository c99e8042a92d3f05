ALTER TYPE integration_type ADD VALUE 'visma';
