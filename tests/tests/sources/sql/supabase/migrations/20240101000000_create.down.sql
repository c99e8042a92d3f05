DROP TYPE integration_type;
