CREATE TABLE integrations (integration_type text NOT NULL);
