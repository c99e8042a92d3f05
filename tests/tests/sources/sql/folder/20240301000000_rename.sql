ALTER TYPE integration_type RENAME VALUE 'consio' TO 'consio_plus';
