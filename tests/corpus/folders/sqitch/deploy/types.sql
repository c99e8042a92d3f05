-- Deploy moods:types to pg
BEGIN;
CREATE TYPE mood AS ENUM ('sad', 'ok');
COMMIT;
