\i types.sql
