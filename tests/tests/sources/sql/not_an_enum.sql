CREATE TYPE integration_type AS (kind text, version int);
