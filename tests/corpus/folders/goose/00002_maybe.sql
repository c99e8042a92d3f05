-- +goose NO TRANSACTION
-- +goose Up
-- +goose StatementBegin
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM settings WHERE name = 'happy') THEN
        ALTER TYPE mood ADD VALUE 'happy';
    END IF;
END $$;
-- +goose StatementEnd
