-- +goose Up
-- +goose StatementBegin
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE state AS ENUM ('open');
CREATE TABLE settings (name text);
-- +goose StatementEnd

-- +goose Down
DROP TYPE mood;
