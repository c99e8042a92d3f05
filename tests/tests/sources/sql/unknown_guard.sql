CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio');
DO $$
BEGIN
    IF current_setting('app.env') = 'staging' THEN
        ALTER TYPE integration_type ADD VALUE 'visma';
    END IF;
END
$$;
