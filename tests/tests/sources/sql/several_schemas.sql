CREATE TYPE app.integration_type AS ENUM ('xledger');
CREATE TYPE billing.integration_type AS ENUM ('dynamics');
